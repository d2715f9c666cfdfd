"""The opponent of training.sh: the same ResNet-20 step in Python's PyTorch. Prints images per CPU-second."""
import sys
import time

import torch
import torch.nn.functional as F
from torch import nn

BATCH = 128


class Block(nn.Module):
    def __init__(self, inner, outer, stride):
        super().__init__()
        self.conv1 = nn.Conv2d(inner, outer, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(outer)
        self.conv2 = nn.Conv2d(outer, outer, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(outer)
        self.more = (outer - inner) // 2
        self.stride = stride

    def forward(self, x):
        out = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        if self.stride > 1:
            x = F.pad(x[:, :, ::2, ::2], (0, 0, 0, 0, self.more, self.more))
        return F.relu(out + x)


class ResNet20(nn.Module):
    def __init__(self):
        super().__init__()
        layers = [nn.Conv2d(3, 16, 3, 1, 1, bias=False), nn.BatchNorm2d(16), nn.ReLU()]
        inner = 16
        for outer, first in ((16, 1), (32, 2), (64, 2)):
            for i in range(3):
                layers.append(Block(inner, outer, first if i == 0 else 1))
                inner = outer
        self.body = nn.Sequential(*layers)
        self.head = nn.Linear(64, 10)

    def forward(self, x):
        return self.head(self.body(x).mean((2, 3)))


def main(threads, warm_up, steps):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    net = ResNet20().to(memory_format=torch.channels_last)
    kernels = [p for p in net.parameters() if p.dim() > 1]
    others = [p for p in net.parameters() if p.dim() == 1]
    groups = [{"params": kernels, "weight_decay": 1e-4}, {"params": others, "weight_decay": 0.0}]
    sgd = torch.optim.SGD(groups, lr=0.01, momentum=0.9, nesterov=True)
    x = torch.randn(BATCH, 3, 32, 32).contiguous(memory_format=torch.channels_last)
    y = torch.arange(BATCH) % 10
    start = wall = 0.0
    for i in range(warm_up + steps):
        if i == warm_up:
            start, wall = time.process_time(), time.time()
        loss = F.cross_entropy(net(x), y)
        sgd.zero_grad(set_to_none=True)
        loss.backward()
        sgd.step()
        loss.item()
    print("%.1f %.1f" % (steps * BATCH / (time.process_time() - start), steps * BATCH / (time.time() - wall)))


main(*map(int, sys.argv[1:4]))
