using System.ComponentModel;
using System.Text.Json;

namespace Monitoring.AspNetCore.Api.Ownership;

[Description("An event whose owners are looked for.")]
internal sealed record OwnershipTest
{
    [Description("The event in the names of the Sentry protocol.")]
    public required JsonElement Event { get; init; }

    [Description("The rules to try; the project's when they are left out.")]
    public OwnershipDocument? Settings { get; init; }
}
