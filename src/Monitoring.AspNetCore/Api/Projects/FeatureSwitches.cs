using System.Collections.Immutable;
using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.Projects;

internal sealed record FeatureSwitches
{
    [Description("All that shall be on afterwards; what is not listed is switched off.")]
    public ImmutableArray<string> Features { get; init; }
}
