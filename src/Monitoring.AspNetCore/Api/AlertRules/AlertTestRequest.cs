using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.AlertRules;

[Description("A rule to be tried on stored history.")]
internal sealed record AlertTestRequest
{
    public required AlertRuleInput Rule { get; init; }

    [Description("From when on; seven days before the end when it is left out, at most 90.")]
    public DateTimeOffset? From { get; init; }

    [Description("Until when; now when it is left out.")]
    public DateTimeOffset? To { get; init; }
}
