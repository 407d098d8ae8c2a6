namespace Monitoring.ErrorTracking.SourceContext;

/// <summary>Says where the files of stack traces lie in a repository.</summary>
public sealed record CodeMapping
{
    /// <summary>What the paths of frames begin with, such as <c>src/</c> or <c>/app/</c>; empty for all. At most 500 characters.</summary>
    public required string StackRoot { get; init; }

    /// <summary>What stands there instead in the repository; empty for nothing. At most 500 characters.</summary>
    public string SourceRoot { get; init; } = "";

    /// <summary>The address of the repository in the browser, http or https, such as <c>https://git.example.com/shop</c>. At most 500 characters.</summary>
    public required string Repository { get; init; }

    /// <summary>The branch, tag or commit that links lead to. At most 250 characters.</summary>
    public required string Branch { get; init; }
}
