using System.Collections.Immutable;
using Monitoring.Storage.LiteDb.Errors.Indexing;
using Monitoring.Storage.LiteDb.Errors.State;
using Monitoring.Storage.LiteDb.Journal;
using Monitoring.Storage.LiteDb.Segments;

namespace Monitoring.Storage.LiteDb.Errors.Packing;

/// <summary>
/// One round of packing: sealed journal files become segments, dirty cells go to the database, and one transaction says
/// that this is so. Before it the journal is the truth, after it segments and database are; both are complete.
/// </summary>
internal sealed class PackRun(ErrorSettings settings, ErrorParts parts, Durability durability, IssueIndexes indexes)
{
    private readonly CellSaver _saver = new(parts.State, parts.Tables, settings.Writer, durability, indexes);
    private readonly DeletedHashes _deleted = new(settings, parts);
    private readonly PackCommit _commit = new(settings, parts, durability);

    private readonly PinnedSegments _pinned = new(settings.Files, parts);

    /// <summary>Whether files wait for being packed.</summary>
    public bool HasWork
    {
        get
        {
            lock (parts.State.Gate)
            {
                return parts.Journals.Files.Length > 1;
            }
        }
    }

    /// <summary>When the last round ended, by the store's clock.</summary>
    public DateTimeOffset LastRun { get; private set; } = settings.Time.GetUtcNow();

    /// <summary>Packs what is sealed, and drops segments that are not needed any more.</summary>
    /// <param name="includeActive">Whether the file that is written is packed too; only when it is written no more.</param>
    public async Task RunAsync(bool includeActive)
    {
        var started = settings.Time.GetTimestamp();
        var (packed, upTo) = FindWork(includeActive);
        if (packed.All(file => file.RecordBytes == 0))
        {
            return;
        }

        using var packer = new JournalPacker(settings.Files);
        var added = packed.SelectMany(file => packer.Pack(file, _commit.NextSegment, settings.Time.GetUtcNow().UtcTicks)).ToList();
        var cells = await _saver.SaveAsync(_commit.Last, CancellationToken.None).ConfigureAwait(false);
        indexes.Trim();
        var (dead, rescued) = _pinned.Rescue(FindDead(), _commit);
        await _commit.RunAsync(upTo, packed, [.. added.Concat(rescued).Select(segment => parts.Segments.Add(segment.Info, segment.Filter))], dead).ConfigureAwait(false);
        await MergeAsync().ConfigureAwait(false);
        await _deleted.ForgetAsync().ConfigureAwait(false);
        LastRun = settings.Time.GetUtcNow();
        Log.Packed(settings.Logger, packer.Events, added.Count, added.Sum(segment => segment.Info.Bytes), cells, settings.Time.GetElapsedTime(started));
    }

    /// <summary>How far the database has followed the journal.</summary>
    public Checkpoint Checkpoint => _commit.Last;

    /// <summary>Lets the database go on above a sequence and an issue; everything must be packed, and nothing be written meanwhile.</summary>
    public Task GoOnFromAsync(long sequence, long lastIssue) => _commit.GoOnFromAsync(sequence, lastIssue);

    /// <summary>Evicts payloads of a project until they have no more bytes than a bound.</summary>
    public Task<(long Payloads, long Bytes)> EvictAsync(ProjectId project, long bound) => new PayloadEviction(settings, parts, durability, _commit).RunAsync(project, bound);

    private (ImmutableArray<JournalFile> Packed, long UpTo) FindWork(bool includeActive)
    {
        lock (parts.State.Gate)
        {
            var files = parts.Journals.Files;
            return includeActive ? (files, parts.State.LastSequence) : (files[..^1], files[^1].FirstSequence - 1);
        }
    }

    private ImmutableArray<Segment> FindDead()
    {
        lock (parts.State.Gate)
        {
            return parts.Retentions > 0 ? [] : [.. DeadSegments.Find(parts.State, parts.Segments, (settings.Time.GetUtcNow() - ErrorRecovery.KnownFor).UtcTicks)];
        }
    }

    private async Task MergeAsync()
    {
        while (SegmentTiers.FindGroup(parts.Segments.All) is { IsEmpty: false } sources)
        {
            if (TryMerge(sources) is { } merged)
            {
                await _commit.ReplaceAsync(sources, merged).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Writes one segment in place of several, unless one of them turns out to be damaged; then there is another group next time.</summary>
    private Segment? TryMerge(ImmutableArray<Segment> sources)
    {
        var number = _commit.NextSegment();
        try
        {
            var (info, keys) = SegmentMerge.Run(settings.Files, parts.Segments, sources, number);
            return parts.Segments.Add(info, sources.Any(source => source.Filter is not null) ? new EventIdFilter(keys) : null);
        }
        catch (StoreDamagedException damage)
        {
            parts.Segments.Report(damage);
            settings.Removal.Remove(SegmentInfo.PathOf(sources[0].Info.Day, number));
            return null;
        }
    }
}
