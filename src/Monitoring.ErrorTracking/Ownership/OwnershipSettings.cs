namespace Monitoring.ErrorTracking.Ownership;

/// <summary>Who owns which part of a project's code.</summary>
/// <remarks>
/// The lines of <see cref="CodeOwners"/> come first, then those of <see cref="Rules"/>; of all lines that fit an event the last one tells its owners.
/// </remarks>
public sealed record OwnershipSettings
{
    /// <summary>The most characters of each text.</summary>
    public const int MaxLength = 256 * 1024;

    /// <summary>
    /// A line for each rule: <c>path:</c>, <c>module:</c>, <c>url:</c> or <c>tags.NAME:</c> with a pattern, then owners with blanks between them.
    /// <c>*</c> stands for anything but a slash, <c>**</c> for anything, <c>?</c> for one character; <c>#</c> begins a comment.
    /// </summary>
    public string Rules { get; init; } = "";

    /// <summary>A CODEOWNERS file as GitLab and GitHub know it: a pattern of paths, then owners; sections give owners to lines that name none.</summary>
    public string CodeOwners { get; init; } = "";

    /// <summary>
    /// Whether an issue that is opened or comes back is assigned to the first of its owners who is a member of the project. One that somebody has assigned before,
    /// or taken from somebody, is left alone.
    /// </summary>
    public bool AssignsOwner { get; init; }
}
