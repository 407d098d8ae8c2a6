using System.Buffers.Binary;
using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using Monitoring.Storage.Errors;

namespace Monitoring.Testing.Generators;

/// <content>Events, states and searches.</content>
public static partial class StoreGenerators
{
    /// <summary>One of a few projects.</summary>
    public static Gen<ProjectId> ProjectId { get; } = Gen.Frequency((4, Gen.Constant(new ProjectId(1))), (1, Gen.Constant(new ProjectId(2))));

    /// <summary>One of a few hashes, so that events meet in issues.</summary>
    public static Gen<GroupingHash> GroupingHash { get; } = Gen.Choose(1, 6).Select(Hash);

    /// <summary>One of some ids, so that now and then one is repeated.</summary>
    public static Gen<EventId> EventId { get; } = Gen.Choose(1, 60).Select(Id);

    /// <summary>One of a few releases, some of them numbers, which have an order for those who know them.</summary>
    public static Gen<string?> Release { get; } = Gen.Elements<string?>(null, "9", "10", "12", "25", "shop@1.0", "");

    /// <summary>Tags as the contract wants them: each key once, in ordinal order, no text empty.</summary>
    public static Gen<ImmutableArray<EventTag>> Tags { get; } =
        Gen.ArrayOf(from key in NonEmptyText from value in NonEmptyText select new EventTag { Key = key, Value = value })
            .Select(tags => tags.Take(5).DistinctBy(tag => tag.Key).OrderBy(tag => tag.Key, StringComparer.Ordinal).ToImmutableArray());

    /// <summary>States that people may give to an issue.</summary>
    /// <param name="now">The instant around which conditions lie.</param>
    public static Gen<IssueState> IssueState(DateTimeOffset now) => Gen.OneOf(
        Gen.Constant(State(IssueStatus.Unresolved, IssueSubstatus.Ongoing)),
        Gen.Constant(State(IssueStatus.Resolved, IssueSubstatus.None)),
        from mending in Releases from older in Releases select State(IssueStatus.Resolved, IssueSubstatus.None) with { ResolvedInReleases = mending, ResolvedAfterReleases = older },
        Gen.Constant(State(IssueStatus.Ignored, IssueSubstatus.None)),
        IgnoreConditions(now).Select(conditions => State(IssueStatus.Ignored, IssueSubstatus.ArchivedUntil) with { Conditions = conditions }));

    /// <summary>Conditions that bring an ignored issue back, one or several.</summary>
    /// <param name="now">The instant around which they lie.</param>
    public static Gen<IgnoreConditions> IgnoreConditions(DateTimeOffset now) =>
        from which in Gen.Choose(1, 31)
        from hours in Gen.Choose(-1, 40)
        from events in Gen.Choose(1, 4)
        from users in Gen.Choose(1, 3)
        from count in Gen.Choose(1, 4)
        from minutes in Gen.Elements(1, 60, 3_000)
        select new IgnoreConditions
        {
            Until = (which & 1) == 0 ? null : now.AddHours(hours),
            Events = (which & 2) == 0 ? null : events,
            Users = (which & 4) == 0 ? null : users,
            Rate = (which & 8) == 0 ? null : new IgnoreRate { Count = count, Window = TimeSpan.FromMinutes(minutes) },
            UntilEscalating = (which & 16) != 0,
        };

    private static Gen<ImmutableArray<string>> Releases { get; } = Gen.ArrayOf(Release).Select(releases => releases.OfType<string>().Distinct().Take(3).ToImmutableArray());

    /// <summary>Events within all limits, received within the minutes before an instant and having happened within the days before.</summary>
    /// <param name="now">The instant.</param>
    public static Gen<GroupedEvent> GroupedEvent(DateTimeOffset now) =>
        from project in ProjectId
        from id in EventId
        from hashes in Gen.ArrayOf(GroupingHash)
        from hash in GroupingHash
        from happened in InstantBefore(now)
        from received in Gen.Elements(0L, 0L, 1L, 10_000L, TimeSpan.TicksPerMinute)
        from texts in Gen.ArrayOf(Text, 3)
        from level in Gen.Elements(ErrorLevel.Debug, ErrorLevel.Warning, ErrorLevel.Error, ErrorLevel.Fatal)
        from release in Release
        from environment in Gen.Elements<string?>(null, "production", "Production", "", "ж")
        from service in Gen.Elements<string?>(null, "cart", "checkout")
        from user in Gen.Choose(0, 20)
        from tags in Tags
        from payload in Gen.Choose(0, 300)
        select new GroupedEvent
        {
            ProjectId = project,
            EventId = id,
            Timestamp = happened,
            ReceivedAt = now.AddTicks(-received),
            Hashes = [.. hashes.Prepend(hash).Distinct().Take(3)],
            Title = texts[0],
            Culprit = texts[1],
            Type = texts[2].Length < 3 ? "error" : "default",
            Level = level,
            Platform = user % 2 == 0 ? "python" : "node",
            Release = release,
            Environment = environment,
            Service = service,
            UserHash = user == 0 ? null : User(user),
            Tags = tags,
            TraceId = payload % 3 == 0 ? null : new string('a', 31) + (payload % 10),
            SearchText = string.Join('\n', texts.Reverse()),
            Payload = Enumerable.Range(0, payload % 2 == 0 ? 0 : payload).Select(i => (byte)(i * 7)).ToArray(),
        };

    /// <summary>Searches over what <see cref="GroupedEvent"/> makes, nested a little.</summary>
    public static Gen<IssueFilter> IssueFilter { get; } = Filter(2);

    private static Gen<IssueFilter> Filter(int depth)
    {
        var leaf = Gen.OneOf(
            Gen.Elements(IssueStatus.Unresolved, IssueStatus.Resolved, IssueStatus.Ignored).Select(IssueFilter (status) => new IssueFilter.HasStatus { Status = status }),
            Gen.Elements(Enum.GetValues<IssueSubstatus>()).Select(IssueFilter (substatus) => new IssueFilter.HasSubstatus { Substatus = substatus, At = default }),
            Gen.Elements(ErrorLevel.Warning, ErrorLevel.Error).Select(IssueFilter (level) => new IssueFilter.HasLevel { Level = level }),
            Gen.Elements("production", "Production", "", "none").Select(IssueFilter (text) => new IssueFilter.InEnvironment { Environment = text }),
            Gen.Elements("cart", "checkout", "Cart").Select(IssueFilter (text) => new IssueFilter.InService { Service = text }),
            Gen.Elements("9", "10", "", "11").Select(IssueFilter (text) => new IssueFilter.InRelease { Release = text }),
            Text.Select(IssueFilter (text) => new IssueFilter.ContainsText { Text = text }),
            (from key in NonEmptyText from value in NonEmptyText select (IssueFilter)new IssueFilter.HasTag { Key = key, Value = value }));
        if (depth == 0)
        {
            return leaf;
        }

        var inner = Filter(depth - 1);
        var several = Gen.ArrayOf(inner).Select(filters => filters.Take(3).ToImmutableArray());
        return Gen.Frequency(
            (3, leaf),
            (1, inner.Select(IssueFilter (filter) => new IssueFilter.Not { Filter = filter })),
            (1, several.Select(IssueFilter (filters) => new IssueFilter.All { Filters = filters })),
            (1, several.Select(IssueFilter (filters) => new IssueFilter.Any { Filters = filters })));
    }

    private static IssueState State(IssueStatus status, IssueSubstatus substatus) => new() { Status = status, Substatus = substatus };

    private static GroupingHash Hash(int number)
    {
        Span<byte> bytes = stackalloc byte[Monitoring.GroupingHash.ByteLength];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number * 0x0101_0101);
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], number);
        return Monitoring.GroupingHash.FromBytes(bytes);
    }

    internal static EventId Id(int number)
    {
        Span<byte> bytes = stackalloc byte[Monitoring.EventId.ByteLength];
        BinaryPrimitives.WriteInt32BigEndian(bytes, number * 0x9e37);
        BinaryPrimitives.WriteInt32BigEndian(bytes[12..], number);
        return Monitoring.EventId.FromBytes(bytes);
    }

    private static ulong User(int number) => BinaryPrimitives.ReadUInt64BigEndian(System.Security.Cryptography.SHA256.HashData([(byte)number]));
}
