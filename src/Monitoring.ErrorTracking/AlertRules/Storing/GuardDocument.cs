using System.Collections.Immutable;

namespace Monitoring.ErrorTracking.AlertRules.Storing;

/// <summary>How often the rules of a project fired in an hour, and how often they were held back; one document of each project.</summary>
internal sealed record GuardDocument
{
    public const string Key = "guard";

    /// <summary>The beginning of the hour.</summary>
    public required DateTimeOffset Hour { get; init; }

    public ImmutableArray<GuardCount> Rules { get; init => field = value.IsDefault ? [] : value; } = [];

    public GuardCount Of(EntityId rule) => Rules.FirstOrDefault(count => count.RuleId == rule) ?? new GuardCount { RuleId = rule };

    /// <summary>Whether a rule may fire once more in this hour.</summary>
    public bool HasRoom(EntityId rule, int mostOfRule, int mostOfProject) =>
        Of(rule).Fired < mostOfRule && Rules.Sum(count => count.Fired) < mostOfProject;

    public GuardDocument With(GuardCount count) => this with { Rules = [.. Rules.Where(other => other.RuleId != count.RuleId), count] };

    public static DateTimeOffset HourOf(DateTimeOffset at) => new(at.UtcTicks - (at.UtcTicks % TimeSpan.TicksPerHour), TimeSpan.Zero);
}
