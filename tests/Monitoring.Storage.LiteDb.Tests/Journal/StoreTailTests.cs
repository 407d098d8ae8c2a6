using Monitoring.Storage.LiteDb.Journal;
using Monitoring.TestData.Disks;

namespace Monitoring.Storage.LiteDb.Tests.Journal;

/// <summary>The tail tells what was written last, or something earlier, and never too much.</summary>
public sealed class StoreTailTests
{
    [Fact]
    public void What_was_written_last_is_read_after_a_kill()
    {
        var disk = new SimulatedDisk();
        using (var tail = StoreTail.Open(disk))
        {
            Assert.Equal((0, 0), (tail.Journal, tail.Log));
            tail.JournalReached(5);
            tail.LogReached(8200);
            tail.JournalReached(9);
        }

        using var again = StoreTail.Open(disk);
        Assert.Equal((9, 8200), (again.Journal, again.Log));
    }

    [Fact]
    public void After_a_power_failure_something_earlier_is_read_and_never_what_was_not_written()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var random = new Random(seed);
            var disk = new SimulatedDisk();
            using (var tail = StoreTail.Open(disk))
            {
                for (var i = 1; i <= 10; i++)
                {
                    tail.JournalReached(i);
                    tail.LogReached(100 * i);
                }
            }

            using var again = StoreTail.Open(disk.Restart(random));
            Assert.InRange(again.Journal, 0, 10);
            Assert.InRange(again.Log, 0, 1000);
        }
    }

    [Fact]
    public void A_log_that_ends_on_purpose_is_durably_so()
    {
        for (var seed = 0; seed < 50; seed++)
        {
            var disk = new SimulatedDisk();
            using (var tail = StoreTail.Open(disk))
            {
                tail.LogReached(8200);
                tail.LogEnds();
            }

            using var again = StoreTail.Open(disk.Restart(new Random(seed)));
            Assert.Equal(0, again.Log);
        }
    }

    [Theory]
    [InlineData(3)]
    [InlineData(10)]
    [InlineData(17)]
    public void A_damaged_one_says_nothing(int offset)
    {
        var disk = new SimulatedDisk();
        using (var tail = StoreTail.Open(disk))
        {
            tail.JournalReached(5);
        }

        disk.Damage(StoreTail.Name, offset);

        using var again = StoreTail.Open(disk);
        Assert.Equal(0, again.Journal);
    }
}
