using System.Collections.Immutable;
using System.ComponentModel;

namespace Monitoring.AspNetCore.Api.SourceContext;

internal sealed record NewCodeMappings
{
    [Description("At most 100; they take the place of those that are there.")]
    public ImmutableArray<CodeMappingDocument>? Items { get; init; }
}
