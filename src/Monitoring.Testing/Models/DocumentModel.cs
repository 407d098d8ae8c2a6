using System.Collections.Immutable;
using Monitoring.Storage.Documents;
using Monitoring.Testing.Rendering;

namespace Monitoring.Testing.Models;

/// <summary>
/// A document store in the fewest words: dictionaries, searched from one end to the other. Immutable, so that a past
/// state can be gone back to.
/// </summary>
/// <remarks>Versions and epochs are the store's to choose, so long as they grow: the model takes them from its answers.</remarks>
internal sealed partial record DocumentModel
{
    public ImmutableDictionary<(Partition, string Type, string Key), StoredDocument> Documents { get; private init; } =
        ImmutableDictionary<(Partition, string, string), StoredDocument>.Empty;

    public ImmutableDictionary<(Partition, TimerKey), ModelTimer> Timers { get; private init; } = ImmutableDictionary<(Partition, TimerKey), ModelTimer>.Empty;

    public ImmutableDictionary<string, Lease> Leases { get; private init; } = ImmutableDictionary<string, Lease>.Empty;

    /// <summary>What was handed to subscribers and not trimmed.</summary>
    public ImmutableList<string> Signals { get; private init; } = [];

    /// <summary>Every claim that the store has ever given, and every lease.</summary>
    public ImmutableList<TimerClaim> GivenClaims { get; private init; } = [];

    public ImmutableList<Lease> GivenLeases { get; private init; } = [];

    /// <summary>The highest version that each key has had.</summary>
    public ImmutableDictionary<(Partition, string, string), long> Versions { get; private init; } = ImmutableDictionary<(Partition, string, string), long>.Empty;

    /// <summary>The model after a command, or why the answer to it is wrong.</summary>
    public (DocumentModel After, string? Wrong) Explain(DocumentCommand command, DocumentAnswer answer, DateTimeOffset now) => command switch
    {
        DocumentCommand.Commit commit => ExplainCommit(commit.Value, answer.Commit!, now),
        DocumentCommand.Claim claim => ExplainClaim(claim, answer.Claims, now),
        DocumentCommand.Acquire acquire => ExplainAcquire(acquire, answer.Lease, now),
        DocumentCommand.Release release => (Holds(release.Lease, now) ? this with { Leases = Leases.SetItem(release.Lease.Name, Leases[release.Lease.Name] with { Until = now }) } : this, null),
        DocumentCommand.Query query => (this, ExplainQuery(query, answer)),
        DocumentCommand.Trim trim => (this with { Signals = Signals.RemoveRange(0, trim.Count) }, null),
        _ => throw new ArgumentException($"The model does not know '{command}'."),
    };

    /// <summary>The first page is a state's; in the others a document that nothing touches is answered as if nothing had happened.</summary>
    private string? ExplainQuery(DocumentCommand.Query query, DocumentAnswer answer)
    {
        ImmutableArray<StoredDocument> expected = [.. Search(query.Value)];
        var first = Difference.Find("first page", Render.List(expected.Take(answer.FirstPage), RenderDocuments.Document), Render.List(answer.Found.Take(answer.FirstPage), RenderDocuments.Document));
        var all = Difference.Find("found", Render.List(expected.Where(IsLeftAlone), RenderDocuments.Document), Render.List(answer.Found.Where(IsLeftAlone), RenderDocuments.Document));
        return first ?? all;

        bool IsLeftAlone(StoredDocument document) => !query.Disturbed.Contains(document.Key);
    }

    public StoredDocument? Find(Partition partition, string type, string key) => Documents.GetValueOrDefault((partition, type, key));

    public bool Holds(Lease lease, DateTimeOffset now) =>
        Leases.TryGetValue(lease.Name, out var last) && last.Epoch == lease.Epoch && last.Owner == lease.Owner && last.Until > now;

    public bool Holds(TimerClaim claim, DateTimeOffset now) =>
        Timers.TryGetValue((claim.Partition, claim.Timer), out var timer) && timer.Epoch == claim.Epoch && timer.LeaseUntil > now;

    /// <summary>The documents that a query answers, all pages in one.</summary>
    public IEnumerable<StoredDocument> Search(DocumentQuery query)
    {
        var entries = Documents.Values
            .Where(document => document.Partition == query.Partition && document.Type == query.Type.Name)
            .SelectMany(document => query.Type.GetIndexEntries(document.Body, document.SchemaVersion).Select(entry => (entry.Index, entry.Key, Document: document)))
            .Where(entry => entry.Index == query.Index && query.Ranges.Any(range => range.Contains(entry.Key)))
            .OrderBy(entry => entry.Key)
            .ThenBy(entry => entry.Document.Key, StringComparer.Ordinal);
        return (query.Descending ? entries.Reverse() : entries).Select(entry => entry.Document).DistinctBy(document => document.Key);
    }

    /// <summary>Equal for models that will answer alike, however they were come by.</summary>
    public string Fingerprint() => string.Join('\n',
    [
        .. Documents.Values.Select(RenderDocuments.Document).Order(StringComparer.Ordinal),
        .. Versions.Select(version => $"{version}").Order(StringComparer.Ordinal),
        .. Timers.Select(timer => $"{timer.Key} {timer.Value} {Render.Bytes(timer.Value.Schedule.Payload)}").Order(StringComparer.Ordinal),
        .. Leases.Values.Select(lease => $"{lease}").Order(StringComparer.Ordinal),
        .. Signals,
    ]);

    private (DocumentModel After, string? Wrong) ExplainCommit(DocumentCommit commit, CommitResult answer, DateTimeOffset now)
    {
        if ((commit.Fence is { } fence && !Holds(fence, now)) || !commit.CompletedTimers.All(claim => Holds(claim, now)))
        {
            return (this, Difference.Find("commit", $"{CommitOutcome.Fenced}", $"{answer.Outcome}"));
        }

        var stale = commit.Puts.Select(put => (put.Type, put.Key, put.ExpectedVersion))
            .Concat(commit.Deletes.Select(delete => (delete.Type, delete.Key, delete.ExpectedVersion)))
            .Concat(commit.Checks.Select(check => (check.Type, check.Key, ExpectedVersion: (long?)check.ExpectedVersion)))
            .Where(expected => expected.ExpectedVersion is { } version && version != (Find(commit.Partition, expected.Type.Name, expected.Key)?.Version ?? 0))
            .Select(expected => Find(commit.Partition, expected.Type.Name, expected.Key))
            .ToList();
        if (stale.Count > 0)
        {
            return (this, Difference.Find("commit", $"Conflict {RenderDocuments.Document(stale[0])}", $"{answer.Outcome} {RenderDocuments.Document(answer.Conflict)}"));
        }

        if (answer.Outcome != CommitOutcome.Committed || answer.Versions.Length != commit.Puts.Length)
        {
            return (this, $"commit: expected {commit.Puts.Length} new versions, was {answer.Outcome} with {answer.Versions.Length}");
        }

        return Apply(commit, answer.Versions);
    }

    private (DocumentModel After, string? Wrong) Apply(DocumentCommit commit, ImmutableArray<long> versions)
    {
        var (documents, highest) = (Documents.ToBuilder(), Versions.ToBuilder());
        foreach (var (put, version) in commit.Puts.Zip(versions))
        {
            var key = (commit.Partition, put.Type.Name, put.Key);
            if (version <= highest.GetValueOrDefault(key))
            {
                return (this, $"version {version} of {Render.Text(put.Key)} is not above {highest.GetValueOrDefault(key)}");
            }

            highest[key] = version;
            documents[key] = new StoredDocument
            {
                Partition = commit.Partition,
                Type = put.Type.Name,
                Key = put.Key,
                Version = version,
                SchemaVersion = put.Type.SchemaVersion,
                Body = put.Body,
            };
        }

        documents.RemoveRange(commit.Deletes.Select(delete => (commit.Partition, delete.Type.Name, delete.Key)));
        var left = Timers.RemoveRange(commit.CompletedTimers.Select(claim => claim.Timer).Concat(commit.CancelledTimers).Select(timer => (commit.Partition, timer)));
        return (
            this with
            {
                Documents = documents.ToImmutable(),
                Versions = highest.ToImmutable(),
                Timers = left.SetItems(commit.Timers.Select(timer => KeyValuePair.Create((commit.Partition, timer.Timer), new ModelTimer { Schedule = timer, Attempt = timer.Attempts }))),
                Signals = Signals.AddRange(commit.Signals.Select(signal => RenderDocuments.Signal(new StoredSignal { Position = 0, Partition = commit.Partition, Signal = signal }))),
            },
            null);
    }
}
