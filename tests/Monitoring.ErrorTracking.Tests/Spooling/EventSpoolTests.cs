using Microsoft.Extensions.Time.Testing;
using Monitoring.ErrorTracking.Spooling;
using Monitoring.Storage;
using Monitoring.Storage.Files;
using Monitoring.TestData.Disks;

namespace Monitoring.ErrorTracking.Tests.Spooling;

public sealed class EventSpoolTests
{
    private readonly SimulatedDisk _disk = new();

    [Fact]
    public void TakeOldest_HandsOutWhatWasTakenInItsOrder_AndNothingIsLeft()
    {
        using var spool = Spooled.Open(_disk);
        var requests = Enumerable.Range(0, 30).Select(_ => Spooled.Request()).ToList();
        foreach (var request in requests)
        {
            Assert.Equal([SpoolAnswer.Taken], spool.Append([request]));
        }

        Assert.Equal((30, true), (spool.Figures.Requests, spool.HasRequests));
        Assert.Equal(requests.Select(request => request.Events[0].EventId), Spooled.TakeAll(spool));
        Assert.Equal((0, false, 0), (spool.Figures.Requests, spool.HasRequests, spool.Figures.Bytes));
        Assert.DoesNotContain(_disk.List(""), name => name.EndsWith(".spool", StringComparison.Ordinal));
    }

    [Fact]
    public void Open_AfterTheHostDied_HandsOutWhatWasNotFinished()
    {
        var spool = Spooled.Open(_disk);
        var large = Enumerable.Range(0, 3).Select(_ => Spooled.Request(EventSpool.SegmentBytes)).ToList();
        spool.Append(large[..1]);
        spool.Append(large[1..2]);
        spool.Append(large[2..]);
        spool.Finish(spool.TakeOldest()!);
        Assert.NotNull(spool.TakeOldest());

        using var again = Spooled.Open(_disk.Restart(new Random(1)));

        // That the first segment is gone need not have reached the disk; its events are known to the store.
        Assert.Equal(large[1..].Select(request => request.Events[0].EventId), Spooled.TakeAll(again).Where(id => id != large[0].Events[0].EventId));
    }

    [Fact]
    public void Append_BeyondTheBound_IsRefusedAndRoomComesBack()
    {
        using var spool = Spooled.Open(_disk, new SpoolOptions { MaxBytes = 10_000 });
        var answers = spool.Append([.. Enumerable.Range(0, 4).Select(_ => Spooled.Request(3_000))]);

        Assert.Equal([SpoolAnswer.Taken, SpoolAnswer.Taken, SpoolAnswer.Taken, SpoolAnswer.Full], answers);
        Assert.Equal([SpoolAnswer.Taken], spool.Append([Spooled.Request(1)]));
        Assert.Equal(4, Spooled.TakeAll(spool).Count);
        Assert.Equal([SpoolAnswer.Taken], spool.Append([Spooled.Request(3_000)]));
    }

    [Fact]
    public void Append_WhenTheOldestHasWaitedTooLong_IsRefused()
    {
        var time = Spooled.Time();
        using var spool = Spooled.Open(_disk, new SpoolOptions { MaxAge = TimeSpan.FromHours(1) }, time);
        spool.Append([Spooled.Request()]);

        time.Advance(TimeSpan.FromHours(1));
        Assert.Equal([SpoolAnswer.Taken], spool.Append([Spooled.Request()]));
        time.Advance(TimeSpan.FromTicks(1));
        Assert.Equal([SpoolAnswer.Full], spool.Append([Spooled.Request()]));
        Assert.True(spool.Figures.IsFull);

        Assert.Equal(2, Spooled.TakeAll(spool).Count);
    }

    [Fact]
    public void Append_FullDisk_IsRefusedWithoutATrace_AndWorksAgainWhenThereIsRoom()
    {
        using var spool = Spooled.Open(_disk);
        var before = Spooled.Request();
        spool.Append([before]);

        _disk.Fails = operation => operation is DiskOperation.Grow;
        for (var i = 0; i < 10; i++)
        {
            Assert.Equal([SpoolAnswer.Unavailable], spool.Append([Spooled.Request()]));
        }

        Assert.True(spool.Figures.HasFailed);
        _disk.Fails = null;
        var after = Spooled.Request();
        Assert.Equal([SpoolAnswer.Taken], spool.Append([after]));
        Assert.False(spool.Figures.HasFailed);
        Assert.Equal([before.Events[0].EventId, after.Events[0].EventId], Spooled.TakeAll(spool));
        Assert.DoesNotContain(_disk.List(""), name => name.EndsWith(".spool", StringComparison.Ordinal));
    }

    /// <summary>What fails while the store is away is not written again before it is away the next time.</summary>
    [Fact]
    public void Finish_AfterAFullDisk_EndsTheFault()
    {
        using var spool = Spooled.Open(_disk);
        spool.Append([Spooled.Request()]);
        _disk.Fails = operation => operation is DiskOperation.Grow;
        spool.Append([Spooled.Request()]);
        Assert.True(spool.Figures.HasFailed);

        Assert.Single(Spooled.TakeAll(spool));

        Assert.False(spool.Figures.HasFailed);
    }

    [Fact]
    public void Append_FlushThatFails_IsNeverTakenForDurable()
    {
        _disk.DropsWhenFlushFails = true;
        var spool = Spooled.Open(_disk);
        var first = Spooled.Request();
        spool.Append([first]);
        _disk.Fails = operation => operation is DiskOperation.Flush;
        Assert.Equal([SpoolAnswer.Unavailable], spool.Append([Spooled.Request()]));
        _disk.Fails = null;
        var last = Spooled.Request();
        Assert.Equal([SpoolAnswer.Taken], spool.Append([last]));

        using var again = Spooled.Open(_disk.Restart(new Random(7)));

        Assert.Equal([first.Events[0].EventId, last.Events[0].EventId], Spooled.TakeAll(again));
    }

    [Fact]
    public void Finish_DamagedSegment_IsKeptAsideAndTheRestGoesOn()
    {
        using (var spool = Spooled.Open(_disk))
        {
            spool.Append([Spooled.Request(), Spooled.Request(), Spooled.Request()]);
        }

        var name = Assert.Single(_disk.List(""), name => name.EndsWith(".spool", StringComparison.Ordinal));
        _disk.Damage(name, _disk.Length(name) / 2);

        using var again = Spooled.Open(_disk);
        Assert.Equal(2, Spooled.TakeAll(again).Count);

        Assert.Equal((0, 1), (again.Figures.Requests, again.Figures.SetAside));
        Assert.Equal([$"{name}.damaged"], _disk.List("aside"));
    }

    [Fact]
    public void TrySetAside_KeepsTheRecord_WhichIsTriedAgainWhenItIsMovedBack()
    {
        using (var spool = Spooled.Open(_disk))
        {
            spool.Append([Spooled.Request(), Spooled.Request()]);
            var segment = spool.TakeOldest()!;
            Assert.True(spool.TrySetAside(segment, segment.Scan.Frames[1].Bytes));
            spool.Finish(segment);
            Assert.Equal(1, spool.Figures.SetAside);
        }

        using (var next = Spooled.Open(_disk))
        {
            Assert.Equal((0, 1), (next.Figures.Requests, next.Figures.SetAside));
        }

        var name = Assert.Single(_disk.List("aside"));
        _disk.Move($"aside/{name}", name);
        using var again = Spooled.Open(_disk);
        Assert.Single(Spooled.TakeAll(again));
        Assert.Equal([SpoolAnswer.Taken], again.Append([Spooled.Request()]));
    }

    [Fact]
    public void Open_DirectoryOfAnotherHost_SaysSo()
    {
        var directory = Directory.CreateTempSubdirectory("monitoring-spool-");
        try
        {
            using var first = Spooled.Open(new PhysicalFiles(directory.FullName));

            var refusal = Assert.Throws<StorageUnavailableException>(() => Spooled.Open(new PhysicalFiles(directory.FullName)));

            Assert.Contains($"'{directory.FullName}' is in use", refusal.Message, StringComparison.Ordinal);
        }
        finally
        {
            directory.Delete(recursive: true);
        }
    }

    [Fact]
    public void TakeOldest_FileThatCannotBeRead_IsToldInTheFiguresAndHandedOutOnceItCan()
    {
        var request = Spooled.Request();
        using (var spool = Spooled.Open(_disk))
        {
            spool.Append([request]);
        }

        _disk.Fails = operation => operation is DiskOperation.Read;
        using var again = Spooled.Open(_disk);
        Assert.Null(again.TakeOldest());
        Assert.Equal((1, true), (again.Figures.Unreadable, again.HasRequests));

        _disk.Fails = null;
        Assert.Equal([request.Events[0].EventId], Spooled.TakeAll(again));
        Assert.Equal(0, again.Figures.Unreadable);
    }

    [Fact]
    public void Figures_AfterTheClockWentBack_HaveNoNegativeAge()
    {
        var time = new FakeTimeProvider(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero)) { AutoAdvanceAmount = TimeSpan.Zero };
        using (var before = Spooled.Open(_disk, time: time))
        {
            before.Append([Spooled.Request(Grouped.Event() with { ReceivedAt = time.GetUtcNow() + TimeSpan.FromDays(1) })]);
        }

        using var spool = Spooled.Open(_disk, time: time);

        Assert.Equal((1, TimeSpan.Zero), (spool.Figures.Requests, spool.Figures.Age));
    }

    [Fact]
    public async Task Append_ManyThreads_TakesEachOnce()
    {
        using var spool = Spooled.Open(_disk);
        var sent = Enumerable.Range(0, 400).Select(_ => Spooled.Request()).ToList();
        var taken = new List<EventId>();

        await Task.WhenAll(
            Parallel.ForEachAsync(sent, TestContext.Current.CancellationToken, (request, _) =>
            {
                Assert.Equal([SpoolAnswer.Taken], spool.Append([request]));
                return ValueTask.CompletedTask;
            }),
            Task.Run(() => taken.AddRange(Spooled.TakeAll(spool)), TestContext.Current.CancellationToken));
        taken.AddRange(Spooled.TakeAll(spool));

        Assert.Equal(sent.Select(request => request.Events[0].EventId).Order(), taken.Order());
    }
}
