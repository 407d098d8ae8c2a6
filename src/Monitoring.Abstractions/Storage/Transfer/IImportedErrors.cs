namespace Monitoring.Storage.Transfer;

/// <summary>What an <see cref="Errors.IErrorStore"/> holds before an import goes on, as far as records refer to it; see <see cref="ErrorImportArguments"/>.</summary>
public interface IImportedErrors
{
    /// <summary>The issue that a hash belongs to, there or not; <see langword="null"/> when the hash is not there.</summary>
    IssueId? FindOwner(ProjectId project, GroupingHash hash);

    /// <summary>Whether the issue that a hash belongs to is there, with the hash.</summary>
    bool IsOwned(ProjectId project, GroupingHash hash);

    /// <summary>The issue that another one was merged into; <see langword="null"/> when it was not, or is not there.</summary>
    IssueId? FindMerge(IssueId id);
}
