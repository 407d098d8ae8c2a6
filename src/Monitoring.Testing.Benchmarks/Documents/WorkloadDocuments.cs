using System.Collections.Immutable;
using System.Globalization;
using Monitoring.Storage.Documents;

namespace Monitoring.Testing.Benchmarks.Documents;

/// <summary>The documents of a workload, written before they are measured, and the timers and signals that go with them.</summary>
internal sealed class WorkloadDocuments
{
    /// <summary>The kind of the timers that are due.</summary>
    public const string Due = "due";

    private const int Texts = 50;

    private static readonly TimeSpan Later = TimeSpan.FromDays(365);

    private readonly DateTimeOffset _now;

    public WorkloadDocuments(Workload workload, DateTimeOffset now)
    {
        _now = now;
        var random = new Random(workload.Seed);
        var zipf = new Zipf(workload.Issues, workload.Skew);
        var words = new Words(random);
        string[] texts = [.. Enumerable.Range(0, Texts).Select(_ => words.Text(workload.PayloadBytes))];
        All =
        [
            .. Enumerable.Range(0, workload.Documents).Select(number => new WorkloadDocument
            {
                Key = Key(number),
                Group = Key(zipf.Next(random)),
                Number = random.Next(),
                Text = texts[random.Next(Texts)],
            }),
        ];
        Puts = [.. All.Select(document => WorkloadDocument.Type.Put(document))];
    }

    public static Partition Partition { get; } = Partition.Of(new ProjectId(7));

    public ImmutableArray<WorkloadDocument> All { get; }

    public ImmutableArray<DocumentPut> Puts { get; }

    /// <summary>Documents from one on, each with a timer that is due.</summary>
    public DocumentCommit Fill(int first, int count) => new()
    {
        Partition = Partition,
        Puts = Puts.Slice(first, count),
        Timers = [.. Enumerable.Range(first, count).Select(number => Timer(Due, number, _now.AddSeconds(-1 - number)))],
    };

    /// <summary>Documents from one on, round and round, with one timer that is far from due and one signal.</summary>
    public DocumentCommit Change(int first, int count) => new()
    {
        Partition = Partition,
        Puts = [.. Enumerable.Range(0, Math.Min(count, Puts.Length)).Select(i => Puts[(first + i) % Puts.Length])],
        Timers = [Timer("later", first % Puts.Length, _now + Later)],
        Signals =
        [
            new SignalEntry
            {
                Id = new EntityId(new Guid(first, 0, 0, 1, 2, 3, 4, 5, 6, 7, 8)),
                Type = "changed",
                AggregateId = Key(first % Puts.Length),
                OccurredAt = _now,
                Body = Puts[first % Puts.Length].Body,
            },
        ],
    };

    private static string Key(int number) => number.ToString("D8", CultureInfo.InvariantCulture);

    private static TimerSchedule Timer(string kind, int number, DateTimeOffset dueAt) =>
        new() { Timer = new TimerKey { Kind = kind, Key = Key(number) }, DueAt = dueAt, Payload = new byte[] { 1, 0, 255 } };
}
