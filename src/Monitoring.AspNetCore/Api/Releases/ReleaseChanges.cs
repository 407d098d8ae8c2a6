using System.ComponentModel;
using Monitoring.ErrorTracking.Releases;

namespace Monitoring.AspNetCore.Api.Releases;

internal sealed record ReleaseChanges
{
    [Description("The commit or tag that it was built from, at most 250 characters.")]
    public string? Ref { get; init; }

    [Description("A page about it, http or https.")]
    public string? Url { get; init; }

    [Description("When it was finished and given to users.")]
    public DateTimeOffset? ReleasedAt { get; init; }

    [Description("Whether lists leave it out.")]
    public bool? IsArchived { get; init; }

    public ReleaseChange ToChange() => new() { Ref = Ref, Url = Url, ReleasedAt = ReleasedAt, IsArchived = IsArchived };
}
