using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Tests.PowerLoss;

/// <summary>Something to do with an error store, decided by random numbers alone, so that two stores can do the same.</summary>
internal sealed class ErrorStep(Func<IErrorStore, ValueTask> run)
{
    private static readonly ProjectId Project = new(7);

    public static ErrorStep Make(Random random, int number, FakeTimeProvider time)
    {
        time.Advance(TimeSpan.FromSeconds(random.Next(20)));
        var now = time.GetUtcNow();
        return random.Next(12) switch
        {
            < 8 => Append(random, now),
            8 => Update(random, now, new IssueChange.SetState { State = State(random) }),
            9 => Update(random, now, new IssueChange.Assign { Assignee = $"user {number}" }),
            10 => random.Next(2) == 0 ? Merge(random, now) : Unmerge(random, now),
            _ => random.Next(3) switch
            {
                0 => Update(random, now, new IssueChange.Delete()),
                1 => Retain(now),
                _ => new ErrorStep(async store => await store.TrimTransitionsAsync(0)),
            },
        };
    }

    /// <summary>Does it.</summary>
    /// <returns>Whether the store could.</returns>
    public async Task<bool> TryAsync(IErrorStore store)
    {
        try
        {
            await run(store);
            return true;
        }
        catch (StorageUnavailableException)
        {
            return false;
        }
    }

    private static IssueId Id(Random random) => new(random.Next(1, 12));

    private static IssueState State(Random random) => random.Next(4) switch
    {
        0 => new IssueState { Status = IssueStatus.Resolved, Substatus = IssueSubstatus.None, ResolvedAfterReleases = ["shop@1"] },
        1 => Ignored(new IgnoreConditions { Events = random.Next(1, 5) }),
        2 => Ignored(new IgnoreConditions { Users = 3, Rate = new IgnoreRate { Count = random.Next(1, 9), Window = TimeSpan.FromHours(1) } }),
        _ => new IssueState { Status = IssueStatus.Unresolved, Substatus = IssueSubstatus.Ongoing },
    };

    private static IssueState Ignored(IgnoreConditions conditions) =>
        new() { Status = IssueStatus.Ignored, Substatus = IssueSubstatus.ArchivedUntil, Conditions = conditions };

    private static ErrorStep Append(Random random, DateTimeOffset now)
    {
        var batch = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Some.Event(Project, random.Next(8), random, now)).ToImmutableArray();
        return new ErrorStep(async store => await store.AppendAsync(batch));
    }

    private static ErrorStep Update(Random random, DateTimeOffset now, IssueChange change)
    {
        var id = Id(random);
        return new ErrorStep(async store => await store.UpdateIssueAsync(new IssueUpdate { IssueId = id, Change = change, ActorId = "tester", At = now }));
    }

    private static ErrorStep Merge(Random random, DateTimeOffset now)
    {
        var (target, source) = (random.Next(1, 12), random.Next(1, 11));
        source += source >= target ? 1 : 0;
        var change = new IssueChange.Merge { Sources = [new IssueId(source)] };
        return new ErrorStep(async store => await store.UpdateIssueAsync(new IssueUpdate { IssueId = new IssueId(target), Change = change, ActorId = "tester", At = now }));
    }

    private static ErrorStep Unmerge(Random random, DateTimeOffset now) =>
        Update(random, now, new IssueChange.Unmerge { Hashes = [Some.Hash(random.Next(8))] });

    private static ErrorStep Retain(DateTimeOffset now) => new(async store => await store.ApplyRetentionAsync(new RetentionRule
    {
        ProjectId = Project,
        EventsBefore = now.AddMinutes(-30),
        IssuesBefore = now.AddMinutes(-60),
        At = now,
    }));
}
