using System.Collections.Immutable;
using Microsoft.Extensions.Time.Testing;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.LiteDb.Tests.PowerLoss;

/// <summary>Something to do with an error store, decided by random numbers alone, so that two stores can do the same.</summary>
internal sealed class ErrorStep(Func<IErrorStore, ValueTask> run)
{
    private static readonly ProjectId Project = new(7);

    /// <summary>Whether it evicts payloads, which goes segment by segment: interrupted, it has been done in part.</summary>
    public bool IsEviction { get; private init; }

    /// <param name="random">Decides.</param>
    /// <param name="number">The number of the step.</param>
    /// <param name="time">The clock, which is moved on.</param>
    /// <param name="sent">The events of the steps so far, to which those of this one are added. Without them nothing is pinned or evicted.</param>
    public static ErrorStep Make(Random random, int number, FakeTimeProvider time, List<GroupedEvent>? sent = null)
    {
        time.Advance(TimeSpan.FromSeconds(random.Next(20)));
        var now = time.GetUtcNow();
        return random.Next(sent is null ? 12 : 13) switch
        {
            < 8 => Append(random, now, sent),
            12 when random.Next(4) == 0 => Evict(random.Next(150_000), now),
            12 => Pin(random, now, sent!),
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

    private static ErrorStep Append(Random random, DateTimeOffset now, List<GroupedEvent>? sent)
    {
        var batch = Enumerable.Range(0, random.Next(1, 6)).Select(_ => Some.Event(Project, random.Next(8), random, now)).ToImmutableArray();
        sent?.AddRange(batch);
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

    /// <summary>Evicts payloads of the project until they take no more than so many bytes; 0 takes all that are not pinned.</summary>
    public static ErrorStep Evict(long bytes, DateTimeOffset now) =>
        new(async store => await store.ApplyRetentionAsync(new RetentionRule { ProjectId = Project, EventsBefore = now.AddDays(-9), PayloadBytes = bytes, At = now })) { IsEviction = true };

    /// <summary>Pins one of the events, or takes its pin back.</summary>
    private static ErrorStep Pin(Random random, DateTimeOffset now, List<GroupedEvent> sent)
    {
        if (sent.Count == 0)
        {
            return Append(random, now, sent);
        }

        var (appended, isBack) = (sent[random.Next(Math.Max(0, sent.Count - 50), sent.Count)], random.Next(4) == 0);
        IssueChange change = isBack ? new IssueChange.Unpin { EventId = appended.EventId } : new IssueChange.Pin { EventId = appended.EventId };
        return new ErrorStep(async store =>
        {
            if (await store.FindIssueByHashAsync(Project, appended.Hashes[0]) is { } issue)
            {
                await store.UpdateIssueAsync(new IssueUpdate { IssueId = issue.Id, Change = change, ActorId = "tester", At = now });
            }
        });
    }

    private static ErrorStep Retain(DateTimeOffset now) => new(async store => await store.ApplyRetentionAsync(new RetentionRule
    {
        ProjectId = Project,
        EventsBefore = now.AddMinutes(-30),
        IssuesBefore = now.AddMinutes(-60),
        At = now,
    }));
}
