using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Feedback;

internal sealed record FeedbackStatusInput
{
    [Description("unresolved, resolved or spam.")]
    public required string Status { get; init; }
}
