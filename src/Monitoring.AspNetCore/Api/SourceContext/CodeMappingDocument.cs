using System.ComponentModel;
using Monitoring.ErrorTracking.SourceContext;

namespace Monitoring.AspNetCore.Api.SourceContext;

[Description("Where the files of stack traces lie in a repository.")]
internal sealed record CodeMappingDocument
{
    [Description("What the paths of frames begin with; empty for all. Of several that fit the longest is taken.")]
    public string? StackRoot { get; init; }

    [Description("What stands there instead in the repository.")]
    public string? SourceRoot { get; init; }

    [Description("The address of the repository in the browser, http or https.")]
    public string? Repository { get; init; }

    [Description("The branch, tag or commit that links lead to.")]
    public string? Branch { get; init; }

    public CodeMapping ToMapping() => new() { StackRoot = StackRoot ?? "", SourceRoot = SourceRoot ?? "", Repository = Repository ?? "", Branch = Branch ?? "" };

    public static CodeMappingDocument Of(CodeMapping mapping) => new()
    {
        StackRoot = mapping.StackRoot,
        SourceRoot = mapping.SourceRoot,
        Repository = mapping.Repository,
        Branch = mapping.Branch,
    };
}
