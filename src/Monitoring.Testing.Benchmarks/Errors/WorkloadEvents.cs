using System.Buffers.Binary;
using System.Collections.Immutable;
using System.Text;
using FsCheck;
using FsCheck.Fluent;
using Monitoring.Storage.Errors;
using Monitoring.Testing.Generators;

namespace Monitoring.Testing.Benchmarks.Errors;

/// <summary>
/// The events of a workload, without end. Facts are those that the conformance suites generate; issue, user and payload are the workload's. Facts and payloads are made
/// before, so that making an event of them costs little beside storing it.
/// </summary>
internal sealed class WorkloadEvents
{
    public static readonly ProjectId Project = new(7);

    private const int Facts = 200;
    private const int SizeOfFacts = 8;
    private const int Payloads = 50;

    private readonly DateTimeOffset _start;
    private readonly int _users;
    private readonly Random _random;
    private readonly Zipf _issues;
    private readonly GroupedEvent[] _facts;
    private readonly ReadOnlyMemory<byte>[] _payloads;
    private int _taken;

    public WorkloadEvents(Workload workload, DateTimeOffset now)
    {
        _start = now.AddHours(-1);
        _users = workload.Events;
        _random = new Random(workload.Seed);
        _issues = new Zipf(workload.Issues, workload.Skew);
        var words = new Words(_random);
        _payloads = [.. Enumerable.Range(0, Payloads).Select(_ => (ReadOnlyMemory<byte>)Encoding.ASCII.GetBytes(words.Text(workload.PayloadBytes)))];
        _facts = [.. StoreGenerators.GroupedEvent(now).Sample(Facts, new Rnd((ulong)(uint)workload.Seed), SizeOfFacts)];
    }

    /// <summary>The next events, spread over the issues.</summary>
    public ImmutableArray<GroupedEvent> Take(int count) => Take(count, () => _issues.Next(_random));

    /// <summary>The next events, all of the issue that has the most.</summary>
    public ImmutableArray<GroupedEvent> TakeHot(int count) => Take(count, static () => 0);

    /// <summary>What the events of an issue group by; issues count from 0, the one that has the most.</summary>
    public static GroupingHash Hash(int issue)
    {
        Span<byte> bytes = stackalloc byte[GroupingHash.ByteLength];

        // Hashes are spread evenly; numbers in a row would be kind to an index.
        BinaryPrimitives.WriteInt32BigEndian(bytes, unchecked(issue * (int)0x9E37_79B1));
        bytes[15] = 0xa;
        return GroupingHash.FromBytes(bytes);
    }

    private ImmutableArray<GroupedEvent> Take(int count, Func<int> issue)
    {
        var events = ImmutableArray.CreateBuilder<GroupedEvent>(count);
        for (var i = 0; i < count; i++)
        {
            events.Add(Make(issue(), _taken++));
        }

        return events.MoveToImmutable();
    }

    private GroupedEvent Make(int issue, int number)
    {
        var at = _start.AddMilliseconds(number);
        var happened = _facts[_random.Next(Facts)];
        return _facts[issue % Facts] with
        {
            ProjectId = Project,
            EventId = Id(number),
            Timestamp = at,
            ReceivedAt = at,
            Hashes = [Hash(issue)],
            Release = happened.Release,
            Environment = happened.Environment,
            Service = happened.Service,
            Tags = happened.Tags,
            TraceId = happened.TraceId,
            UserHash = (ulong)_random.NextInt64(1, 1L + _users),
            Payload = _payloads[_random.Next(Payloads)],
        };
    }

    private static EventId Id(int number)
    {
        Span<byte> bytes = stackalloc byte[EventId.ByteLength];
        BinaryPrimitives.WriteInt32BigEndian(bytes, unchecked(number * (int)0x9E37_79B1));
        bytes[15] = 0xe;
        return EventId.FromBytes(bytes);
    }
}
