using Microsoft.Extensions.Logging.Abstractions;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Journal;

/// <summary>Records hold what strangers sent. What looks like a frame in them must not pass for one.</summary>
public sealed class ForgedFrameTests
{
    private readonly SimulatedDisk _disk = new();

    [Fact]
    public void A_frame_of_another_file_in_a_commit_that_was_cut_off_is_not_damage()
    {
        byte[] forged;
        using (var other = Create(number: 2, firstSequence: 1_000_000_000))
        {
            forged = Commit(other, 1_000_000_000, "not for you"u8);
        }

        _disk.Delete(JournalFile.PathOf(2));
        using (var file = Create(number: 1, firstSequence: 1))
        {
            Commit(file, 1, "acknowledged"u8);
            Commit(file, 2, [.. forged, 0, 0]);
            file.CutAt(file.Length - 1);
        }

        var recovery = new JournalRecovery(_disk, null, NullLogger.Instance);
        var read = new List<byte[]>();
        foreach (var file in recovery.Run(0, (_, _, _, records) => read.Add(records)))
        {
            file.Dispose();
        }

        Assert.Empty(recovery.Problems);
        Assert.Equal(2, recovery.NextSequence);
        Assert.Equal("acknowledged"u8, Assert.Single(read));
    }

    [Fact]
    public void A_frame_after_damage_is_found()
    {
        using (var file = Create(number: 1, firstSequence: 1))
        {
            Commit(file, 1, "acknowledged"u8);
            Commit(file, 2, "acknowledged too"u8);
        }

        _disk.Damage(JournalFile.PathOf(1), JournalFile.HeaderLength + JournalFrame.HeaderLength);

        var recovery = new JournalRecovery(_disk, null, NullLogger.Instance);
        recovery.Run(0, (_, _, _, _) => Assert.Fail("The first frame is damaged, and what follows is kept aside."));

        Assert.Single(recovery.Problems);
        Assert.Equal(3, recovery.NextSequence);
    }

    private JournalFile Create(long number, long firstSequence)
    {
        _disk.CreateDirectory(JournalFile.Directory);
        return JournalFile.Create(_disk, number, firstSequence);
    }

    /// <summary>Commits one record, and gives back the whole frame as it lies in the file.</summary>
    private static byte[] Commit(JournalFile file, long sequence, ReadOnlySpan<byte> record)
    {
        var start = file.Length;
        var writer = new JournalWriter(file, sequence);
        writer.Records.Raw(record);
        writer.EndRecord();
        writer.Commit();
        var frame = new byte[file.Length - start];
        file.Read(start, frame);
        return frame;
    }
}
