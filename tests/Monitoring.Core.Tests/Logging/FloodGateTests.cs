using FsCheck.Xunit;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Core.Logging;

namespace Monitoring.Core.Tests.Logging;

public sealed class FloodGateTests
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly FakeTimeProvider _time = new();
    private readonly List<long> _told = [];

    [Fact]
    public void TryPass_TheFirst_PassesAndTheRestIsToldOnceAnInterval()
    {
        using var gate = new FloodGate(Minute, _time, _told.Add);

        Assert.True(gate.TryPass());
        Assert.False(gate.TryPass());
        Assert.False(gate.TryPass(quantity: 10));
        Assert.Empty(_told);
        _time.Advance(Minute);
        Assert.Equal([11], _told);
        Assert.False(gate.TryPass());
        _time.Advance(Minute);
        Assert.Equal([11, 1], _told);
    }

    [Fact]
    public void TryPass_AfterAQuietInterval_PassesAgain()
    {
        using var gate = new FloodGate(Minute, _time, _told.Add);
        gate.TryPass();
        _time.Advance(Minute);

        Assert.True(gate.TryPass());
        Assert.Empty(_told);
    }

    [Fact]
    public void Dispose_WhatIsHeldBack_IsTold()
    {
        var gate = new FloodGate(Minute, _time, _told.Add);
        gate.TryPass();
        gate.TryPass();

        gate.Dispose();
        gate.Dispose();

        Assert.Equal([1], _told);
        Assert.True(gate.TryPass());
        Assert.True(gate.TryPass());
    }

    [Property]
    public void Passed_and_told_add_up_to_what_happened(byte[] seconds)
    {
        long told = 0, passed = 0;
        using (var gate = new FloodGate(Minute, _time, held => told += held))
        {
            foreach (var wait in seconds)
            {
                passed += gate.TryPass() ? 1 : 0;
                _time.Advance(TimeSpan.FromSeconds(wait));
            }
        }

        Assert.Equal(seconds.Length, passed + told);
    }

    [Fact]
    public void Many_threads_lose_nothing()
    {
        long told = 0, passed = 0;
        using (var gate = new FloodGate(TimeSpan.FromMilliseconds(1), TimeProvider.System, held => Interlocked.Add(ref told, held)))
        {
            Parallel.For(0, 100_000, _ => Interlocked.Add(ref passed, gate.TryPass() ? 1 : 0));
            Thread.Sleep(20);
        }

        Assert.Equal(100_000, Interlocked.Read(ref passed) + Interlocked.Read(ref told));
    }
}
