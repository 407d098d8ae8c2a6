using System.Collections.Immutable;
using Monitoring.Incidents.Configuration;
using Monitoring.Incidents.Matchers;

namespace Monitoring.Incidents.Routing;

/// <summary>Makes the routing tree of what is written, and says what is wrong where.</summary>
internal sealed class RouteReader(List<ConfigurationProblem> problems)
{
    /// <summary>Trees that are deeper are refused.</summary>
    public const int MaxDepth = 32;

    private const string AllLabels = "...";

    private static readonly Route Defaults = new()
    {
        Id = "",
        Receiver = "",
        Matchers = [],
        Grouping = Grouping.None,
        GroupWait = TimeSpan.FromSeconds(30),
        GroupInterval = TimeSpan.FromMinutes(5),
        RepeatInterval = TimeSpan.FromHours(4),
        MuteTimeIntervals = [],
        ActiveTimeIntervals = [],
        Continue = false,
        Routes = [],
    };

    /// <summary>Reads the tree; with problems it must not be used.</summary>
    public Route Read(RouteDefinition root)
    {
        if (string.IsNullOrEmpty(root.Receiver))
        {
            Refuse("route.receiver", "the root must name a receiver, for what no other route takes");
        }

        if (!root.Matchers.IsEmpty)
        {
            Refuse("route.matchers", "the root takes every alert and has no matchers");
        }

        if (root.Continue)
        {
            Refuse("route.continue", "there is no route after the root");
        }

        if (!root.MuteTimeIntervals.IsEmpty || !root.ActiveTimeIntervals.IsEmpty)
        {
            Refuse("route", "the root has neither mute_time_intervals nor active_time_intervals; put them on a route below it");
        }

        return Read(root, Defaults, "route", "0", depth: 1);
    }

    private Route Read(RouteDefinition definition, Route parent, string place, string id, int depth)
    {
        var route = parent with
        {
            Id = id,
            Receiver = definition.Receiver is { Length: > 0 } receiver ? receiver : parent.Receiver,
            Matchers = [.. definition.Matchers.SelectMany((text, index) => ReadMatchers($"{place}.matchers[{index}]", text))],
            Grouping = definition.GroupBy is { } names ? ReadGrouping($"{place}.group_by", names) : parent.Grouping,
            GroupWait = ReadDuration($"{place}.group_wait", definition.GroupWait, parent.GroupWait, mayBeZero: true),
            GroupInterval = ReadDuration($"{place}.group_interval", definition.GroupInterval, parent.GroupInterval, mayBeZero: false),
            RepeatInterval = ReadDuration($"{place}.repeat_interval", definition.RepeatInterval, parent.RepeatInterval, mayBeZero: false),
            MuteTimeIntervals = definition.MuteTimeIntervals,
            ActiveTimeIntervals = definition.ActiveTimeIntervals,
            Continue = definition.Continue,
            Routes = [],
        };
        if (depth >= MaxDepth && !definition.Routes.IsEmpty)
        {
            Refuse($"{place}.routes", $"routes may lie {MaxDepth} deep");
            return route;
        }

        return route with { Routes = [.. definition.Routes.Select((child, index) => Read(child, route, $"{place}.routes[{index}]", $"{id}/{index}", depth + 1))] };
    }

    private ImmutableArray<Matcher> ReadMatchers(string place, string text)
    {
        var read = MatcherReader.Read(text);
        if (read.Problem is not null)
        {
            Refuse(place, read.Problem);
        }

        return read.Matchers;
    }

    private Grouping ReadGrouping(string place, ImmutableArray<string> names)
    {
        if (names.Distinct(StringComparer.Ordinal).Count() < names.Length)
        {
            Refuse(place, "a label is named twice");
        }

        if (names.Contains(AllLabels) && names.Length > 1)
        {
            Refuse(place, $"'{AllLabels}' means all labels and stands alone");
        }

        if (names.Contains(""))
        {
            Refuse(place, "a label without a name");
        }

        return names.Contains(AllLabels) ? new Grouping { ByAll = true } : new Grouping { Names = names.ToImmutableSortedSet(StringComparer.Ordinal) };
    }

    private TimeSpan ReadDuration(string place, string? text, TimeSpan inherited, bool mayBeZero)
    {
        if (text is null)
        {
            return inherited;
        }

        if (PrometheusDuration.Read(text, out var duration) is { } problem)
        {
            Refuse(place, problem);
            return inherited;
        }

        if (duration == TimeSpan.Zero && !mayBeZero)
        {
            Refuse(place, "must be longer than 0");
            return inherited;
        }

        return duration;
    }

    private void Refuse(string place, string message) => problems.Add(new ConfigurationProblem(place, message));
}
