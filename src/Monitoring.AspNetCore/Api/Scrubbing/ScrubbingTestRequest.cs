using System.ComponentModel;
using System.Text.Json;

namespace Monitoring.AspNetCore.Api.Scrubbing;

[Description("An event to be scrubbed for show.")]
internal sealed record ScrubbingTestRequest
{
    [Description("The event in the names of the Sentry protocol.")]
    public required JsonElement Event { get; init; }

    [Description("The settings to try; the project's when they are left out.")]
    public ScrubbingDocument? Settings { get; init; }
}
