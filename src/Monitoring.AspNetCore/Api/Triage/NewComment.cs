using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Triage;

internal sealed record NewComment
{
    [Description("Markdown, 1 to 16,384 characters.")]
    public string? Text { get; init; }
}
