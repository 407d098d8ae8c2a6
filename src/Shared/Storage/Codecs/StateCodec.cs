using System.Collections.Immutable;
using Monitoring.Storage.Errors;

namespace Monitoring.Storage.Codecs;

/// <summary>The bytes of the state of an issue: both status bytes, a byte of flags, and what the flags say is there. The format is told by what the state is part of.</summary>
internal static class StateCodec
{
    [Flags]
    private enum Parts : byte
    {
        None = 0,
        Since = 1,
        Cause = 2,
        Baseline = 4,
        InReleases = 8,
        AfterReleases = 16,
        Conditions = 32,
    }

    [Flags]
    private enum Conditions : byte
    {
        None = 0,
        Until = 1,
        Events = 2,
        Users = 4,
        Rate = 8,
        Escalating = 16,
    }

    public static void Write(ByteWriter writer, IssueState state)
    {
        writer.Byte((byte)state.Status);
        writer.Byte((byte)state.Substatus);
        writer.Byte((byte)PartsOf(state));
        if (state.Since is { } since)
        {
            writer.Instant(since);
        }

        if (state.Cause != default || state.Reason is not null)
        {
            writer.Byte((byte)state.Cause);
            writer.OptionalText(state.Reason);
        }

        if (state.Baseline is { } baseline)
        {
            writer.Difference(baseline.Events);
            writer.Difference(baseline.Users);
            writer.Difference(baseline.HourEvents);
        }

        WriteReleases(writer, state.ResolvedInReleases);
        WriteReleases(writer, state.ResolvedAfterReleases);
        if (state.Conditions is { } conditions)
        {
            Write(writer, conditions);
        }
    }

    public static IssueState Read(ref ByteReader reader)
    {
        var state = new IssueState { Status = (IssueStatus)reader.Byte(), Substatus = (IssueSubstatus)reader.Byte() };
        var parts = (Parts)reader.Byte();
        var since = parts.HasFlag(Parts.Since) ? reader.Instant() : (DateTimeOffset?)null;
        var cause = parts.HasFlag(Parts.Cause) ? (IssueStateCause)reader.Byte() : default;
        return state with
        {
            Since = since,
            Cause = cause,
            Reason = parts.HasFlag(Parts.Cause) ? reader.OptionalText() : null,
            Baseline = parts.HasFlag(Parts.Baseline)
                ? new IssueBaseline { Events = reader.Difference(), Users = reader.Difference(), HourEvents = reader.Difference() }
                : null,
            ResolvedInReleases = parts.HasFlag(Parts.InReleases) ? ReadReleases(ref reader) : [],
            ResolvedAfterReleases = parts.HasFlag(Parts.AfterReleases) ? ReadReleases(ref reader) : [],
            Conditions = parts.HasFlag(Parts.Conditions) ? ReadConditions(ref reader) : null,
        };
    }

    /// <summary>Reads a state as it stood in the first format of issues.</summary>
    public static IssueState ReadFirst(ref ByteReader reader)
    {
        var state = new IssueState { Status = (IssueStatus)reader.Byte(), Substatus = (IssueSubstatus)reader.Byte() };
        var release = reader.OptionalText();
        var until = reader.Bool() ? reader.Instant() : (DateTimeOffset?)null;
        var left = reader.Bool() ? reader.Difference() : (long?)null;
        return state with
        {
            ResolvedInReleases = release is null ? [] : [release],
            Conditions = until is null && left is null ? null : new IgnoreConditions { Until = until, Events = left },
        };
    }

    private static Parts PartsOf(IssueState state) =>
        (state.Since is null ? Parts.None : Parts.Since)
        | (state.Cause == default && state.Reason is null ? Parts.None : Parts.Cause)
        | (state.Baseline is null ? Parts.None : Parts.Baseline)
        | (state.ResolvedInReleases.IsEmpty ? Parts.None : Parts.InReleases)
        | (state.ResolvedAfterReleases.IsEmpty ? Parts.None : Parts.AfterReleases)
        | (state.Conditions is null ? Parts.None : Parts.Conditions);

    private static void WriteReleases(ByteWriter writer, ImmutableArray<string> releases)
    {
        if (releases.IsEmpty)
        {
            return;
        }

        writer.Count(releases.Length);
        foreach (var release in releases)
        {
            writer.Text(release);
        }
    }

    private static ImmutableArray<string> ReadReleases(ref ByteReader reader)
    {
        var releases = ImmutableArray.CreateBuilder<string>(reader.Items());
        for (var i = 0; i < releases.Capacity; i++)
        {
            releases.Add(reader.Text());
        }

        return releases.MoveToImmutable();
    }

    private static void Write(ByteWriter writer, IgnoreConditions conditions)
    {
        writer.Byte((byte)(
            (conditions.Until is null ? Conditions.None : Conditions.Until)
            | (conditions.Events is null ? Conditions.None : Conditions.Events)
            | (conditions.Users is null ? Conditions.None : Conditions.Users)
            | (conditions.Rate is null ? Conditions.None : Conditions.Rate)
            | (conditions.UntilEscalating ? Conditions.Escalating : Conditions.None)));
        if (conditions.Until is { } until)
        {
            writer.Instant(until);
        }

        if (conditions.Events is { } events)
        {
            writer.Difference(events);
        }

        if (conditions.Users is { } users)
        {
            writer.Difference(users);
        }

        if (conditions.Rate is { } rate)
        {
            writer.Difference(rate.Count);
            writer.Int64(rate.Window.Ticks);
            writer.Count(rate.Slot);
            writer.Count(rate.Recent.Length);
            foreach (var count in rate.Recent)
            {
                writer.Count(count);
            }
        }
    }

    private static IgnoreConditions ReadConditions(ref ByteReader reader)
    {
        var parts = (Conditions)reader.Byte();
        return new IgnoreConditions
        {
            Until = parts.HasFlag(Conditions.Until) ? reader.Instant() : null,
            Events = parts.HasFlag(Conditions.Events) ? reader.Difference() : null,
            Users = parts.HasFlag(Conditions.Users) ? reader.Difference() : null,
            Rate = parts.HasFlag(Conditions.Rate) ? ReadRate(ref reader) : null,
            UntilEscalating = parts.HasFlag(Conditions.Escalating),
        };
    }

    private static IgnoreRate ReadRate(ref ByteReader reader)
    {
        var rate = new IgnoreRate { Count = reader.Difference(), Window = new TimeSpan(reader.Int64()), Slot = reader.Count() };
        var recent = ImmutableArray.CreateBuilder<long>(reader.Items());
        for (var i = 0; i < recent.Capacity; i++)
        {
            recent.Add(reader.Count());
        }

        return rate with { Recent = recent.MoveToImmutable() };
    }
}
