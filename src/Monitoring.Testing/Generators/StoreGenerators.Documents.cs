using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Monitoring.Storage.Documents;

namespace Monitoring.Testing.Generators;

/// <content>Index keys, ranges, commits.</content>
public static partial class StoreGenerators
{
    /// <summary>The host's partition or that of one of two projects.</summary>
    public static Gen<Partition> Partition { get; } = Gen.Elements(
        Storage.Documents.Partition.Of(new ProjectId(1)), Storage.Documents.Partition.Of(new ProjectId(1)), Storage.Documents.Partition.Of(new ProjectId(2)), Storage.Documents.Partition.Host);

    /// <summary>Keys of 1 to 255 characters, most of them out of a few.</summary>
    public static Gen<string> DocumentKey { get; } = Gen.Frequency((4, Gen.Elements("a", "A", "b", "a b", "ключ", "a\0")), (1, NonEmptyText));

    /// <summary>Index keys of up to three fields.</summary>
    public static Gen<IndexKey> IndexKey { get; } =
        Gen.ArrayOf(Gen.OneOf(
                Text.Select(Func<IndexKey, IndexKey> (text) => key => key.Add(text)),
                Gen.Choose(-3, 3).Select(Func<IndexKey, IndexKey> (number) => key => key.Add(number))))
            .Select(fields => fields.Take(3).Aggregate(Storage.Documents.IndexKey.Empty, (key, add) => add(key)));

    /// <summary>Stretches of an index: all, prefixes, ranges, some of them empty or upside down.</summary>
    public static Gen<IndexRange> IndexRange { get; } = Gen.OneOf(
        Gen.Constant(Storage.Documents.IndexRange.All),
        IndexKey.Select(Storage.Documents.IndexRange.StartingWith),
        from first in IndexKey from second in IndexKey select new IndexRange { From = first, To = second },
        IndexKey.Select(key => new IndexRange { From = key, To = null }));

    /// <summary>Commits without expectations: puts, deletes, timers and signals, each name once.</summary>
    /// <param name="type">The kind of documents.</param>
    /// <param name="document">The documents; of several with one key the first is put.</param>
    /// <param name="now">The instant around which timers are due.</param>
    public static Gen<DocumentCommit> DocumentCommit<T>(DocumentType<T> type, Gen<T> document, DateTimeOffset now)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(type);
        ArgumentNullException.ThrowIfNull(document);
        return
            from partition in Partition
            from documents in Gen.ArrayOf(document)
            from deletes in Gen.ArrayOf(DocumentKey)
            from timers in Gen.ArrayOf(TimerSchedule(now))
            from signals in Gen.ArrayOf(SignalEntry(now))
            let puts = documents.Take(3).Select(put => type.Put(put)).DistinctBy(put => put.Key).ToImmutableArray()
            select new DocumentCommit
            {
                Partition = partition,
                Puts = puts,
                Deletes = [.. deletes.Take(2).Distinct().Except(puts.Select(put => put.Key)).Select(key => new DocumentDelete { Type = type, Key = key })],
                Timers = [.. timers.Take(2).DistinctBy(timer => timer.Timer)],
                Signals = [.. signals.Take(2)],
            };
    }

    /// <summary>Timers that are due some time around an instant.</summary>
    /// <param name="now">The instant.</param>
    public static Gen<TimerSchedule> TimerSchedule(DateTimeOffset now) =>
        from kind in Gen.Elements("snooze", "escalate")
        from key in DocumentKey
        from due in Gen.Choose(-90, 90)
        from attempts in Gen.Elements(0, 0, 3)
        from payload in Gen.Choose(0, 9)
        select new TimerSchedule { Timer = new TimerKey { Kind = kind, Key = key }, DueAt = now.AddSeconds(due).AddTicks(due), Attempts = attempts, Payload = new byte[payload] };

    /// <summary>Signals, each with an id of its own as a rule.</summary>
    /// <param name="now">When they happened, or a little before.</param>
    public static Gen<SignalEntry> SignalEntry(DateTimeOffset now) =>
        from id in Gen.Choose(1, int.MaxValue)
        from type in NonEmptyText
        from about in Text
        from body in Gen.Choose(0, 20)
        select new SignalEntry
        {
            Id = new EntityId(new Guid(id, 0, 0, [8, 7, 6, 5, 4, 3, 2, 1])),
            Type = type,
            AggregateId = about,
            OccurredAt = now.AddTicks(-body),
            Body = new byte[body],
        };
}
