using Monitoring.Storage.Errors;

namespace Monitoring.Storage.InMemory.Errors;

/// <summary>What an issue has counted at this moment: the sum of its hashes.</summary>
internal sealed class CountsOfIssue(Issue issue) : IIssueCounts
{
    public long Events => issue.Hashes.Sum(hash => hash.Count);

    public long Users
    {
        get
        {
            var users = new DistinctSketch();
            foreach (var hash in issue.Hashes)
            {
                users.Merge(hash.Users);
            }

            return users.Count();
        }
    }

    public DateTimeOffset FirstSeen => issue.Hashes.Min(hash => hash.FirstSeen);

    public long EventsInHour(long hour) => issue.Hashes.Sum(hash => hash.Hours.GetValueOrDefault(hour * TimeSpan.TicksPerHour));
}
