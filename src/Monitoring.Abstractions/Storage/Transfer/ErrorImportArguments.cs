using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Transfer;

/// <summary>
/// Refuses records that no export gives: an archive may be made by anybody. Every provider calls this before it imports anything, so that all of them refuse the same and a
/// call that is refused changes nothing.
/// </summary>
public static class ErrorImportArguments
{
    // Far above all that is counted, and far below where sums of it or what goes on above it would overflow.
    private const long MaxCount = 1L << 48;
    private const long MaxNumber = 1L << 56;

    /// <summary>Checks the records of a call of <see cref="IStoreTransfer{TRecord}.ImportAsync"/>.</summary>
    /// <param name="records">The records.</param>
    /// <param name="there">What is there before them.</param>
    /// <exception cref="ArgumentException">A record lacks what it needs, holds what it cannot, or refers to one that should have come before and has not.</exception>
    public static void Check(ImmutableArray<ErrorStoreRecord> records, IImportedErrors there)
    {
        ArgumentNullException.ThrowIfNull(there);
        if (records.IsDefault)
        {
            throw new ArgumentException("There are no records.");
        }

        var references = new ErrorReferences(there);
        foreach (var record in records)
        {
            Check(record);
            references.Add(record);
        }
    }

    private static void Check(ErrorStoreRecord record)
    {
        switch (record)
        {
            case ErrorStoreRecord.Counters counters:
                Arguments.Range(counters.LastIssue, 0, MaxNumber, "The id of the last issue");
                Arguments.Range(counters.LastPosition, 0, MaxNumber, "The last position");
                Arguments.Range(counters.LastMerge, 0, MaxNumber, "The order of the last merge");
                break;
            case ErrorStoreRecord.Project project:
                Needs(!project.ProjectId.IsDefault, "A project needs an id.");
                Arguments.Range(project.LastNumber, 0, MaxNumber, "The last number of a project");
                break;
            case ErrorStoreRecord.Hash hash:
                Needs(!hash.ProjectId.IsDefault && !hash.IssueId.IsDefault, "A hash needs a project and an issue.");
                if (hash.Counts is { } counts)
                {
                    Check(counts);
                }

                break;
            case ErrorStoreRecord.Issue issue:
                Check(issue);
                break;
            case ErrorStoreRecord.Event kept:
                ErrorStoreArguments.Check(kept.Kept);
                Needs(Enum.IsDefined(kept.Kept.Level), "The level of an event is none.");
                Needs(kept.IsPinned || !kept.IsOutlived, "An event that is outlived must be pinned.");
                break;
            case ErrorStoreRecord.KnownEvent known:
                Needs(!known.ProjectId.IsDefault && !known.EventId.IsDefault, "An event needs a project and an id.");
                break;
            case ErrorStoreRecord.Transition { Told: var told }:
                Needs(!told.ProjectId.IsDefault && !told.IssueId.IsDefault, "A transition needs a project and an issue.");
                Needs(Enum.IsDefined(told.Kind) && Enum.IsDefined(told.Status) && Enum.IsDefined(told.Level), "The kind, the status or the level of a transition is none.");
                Arguments.Range(told.Position, 1, MaxNumber, "The position of a transition");
                break;
        }
    }

    private static void Check(ErrorStoreRecord.Issue issue)
    {
        Needs(!issue.ProjectId.IsDefault && !issue.Id.IsDefault, "An issue needs a project and an id.");
        Needs(!issue.Hashes.IsDefault, "An issue needs its hashes.");
        Needs(Enum.IsDefined(issue.State.Status) && Enum.IsDefined(issue.State.Substatus) && Enum.IsDefined(issue.State.Cause), "The state of an issue is none.");
        Arguments.Range(issue.Id.Value, 1, MaxNumber, "The id of an issue");
        Arguments.Range(issue.Number, 1, MaxNumber, "The number of an issue");
        Arguments.Range(issue.Version, 1, MaxNumber, "The version of an issue");
        Arguments.Range(issue.MergeOrder, issue.MergedInto is null ? 0 : 1, issue.MergedInto is null ? 0 : MaxNumber, "The order of a merge");
        NeedsOnce(issue.Hashes, "A hash of an issue");
        ErrorStoreArguments.Check(issue.State);
    }

    private static void Check(HashCounts counts)
    {
        Arguments.Range(counts.Events, 1, MaxCount, "The number of events of a hash");
        Needs(!counts.Latest.EventId.IsDefault && Enum.IsDefined(counts.Latest.Level), "The latest event of a hash needs an id and a level.");
        Arguments.Range(counts.Environments.Length, 0, ErrorStoreLimits.Facets, "The number of environments of a hash");
        Arguments.Range(counts.Services.Length, 0, ErrorStoreLimits.Facets, "The number of services of a hash");
        Arguments.Range(counts.Releases.Length, 0, ErrorStoreLimits.Facets, "The number of releases of a hash");
        Arguments.Range(counts.Tags.Length, 0, ErrorStoreLimits.TagKeys, "The number of tags of a hash");
        NeedsOnce(counts.Environments, "An environment of a hash");
        NeedsOnce(counts.Services, "A service of a hash");
        NeedsOnce(counts.Releases, "A release of a hash");
        NeedsOnce(counts.Hours.Select(hour => hour.Start), "An hour of a hash");
        NeedsOnce(counts.Tags.Select(tag => tag.Key), "A tag of a hash");
        foreach (var hour in counts.Hours)
        {
            Needs(hour.Start.UtcTicks % TimeSpan.TicksPerHour == 0, "An hour of a hash begins within another.");
            Arguments.Range(hour.Count, 1, MaxCount, "The number of events of an hour");
        }

        foreach (var tag in counts.Tags)
        {
            Arguments.Range(tag.Values.Length, 0, ErrorStoreLimits.TagValues, "The number of values of a tag");
            Arguments.Range(tag.Others, 0, MaxCount, "The number of other values of a tag");
            NeedsOnce(tag.Values.Select(value => value.Value), "A value of a tag");
            foreach (var value in tag.Values)
            {
                Arguments.Range(value.Count, 1, MaxCount, "The number of events of a value");
            }
        }

        try
        {
            DistinctSketch.FromBytes(counts.Users.Span);
        }
        catch (MonitoringException exception)
        {
            throw new ArgumentException($"The users of a hash cannot be read: {exception.Message}", exception);
        }
    }

    private static void Needs(bool isMet, string what)
    {
        if (!isMet)
        {
            throw new ArgumentException(what);
        }
    }

    private static void NeedsOnce<T>(IEnumerable<T> items, string what)
    {
        var seen = new HashSet<T>();
        foreach (var item in items)
        {
            Needs(seen.Add(item), $"{what} occurs twice: '{item}'.");
        }
    }
}
