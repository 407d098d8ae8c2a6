using System.Diagnostics.CodeAnalysis;

namespace Monitoring.Storage.Blobs;

/// <summary>Names a blob: a project and an id of its own.</summary>
public readonly record struct BlobId
{
    /// <summary>Names a blob of a project, or of the host when the project is <see langword="default"/>.</summary>
    public BlobId(ProjectId project, EntityId id)
    {
        Project = project;
        Id = id;
    }

    /// <summary>The owner.</summary>
    public ProjectId Project { get; }

    /// <summary>The blob's own id.</summary>
    public EntityId Id { get; }

    /// <summary>Reads the form <c>project/id</c> that <see cref="ToString"/> gives.</summary>
    public static bool TryParse([NotNullWhen(true)] string? text, out BlobId blob)
    {
        blob = default;
        var slash = text?.IndexOf('/', StringComparison.Ordinal) ?? -1;
        if (slash <= 0 || !EntityId.TryParse(text![(slash + 1)..], out var id))
        {
            return false;
        }

        if (!ProjectId.TryParse(text.AsSpan(0, slash), out var project) && text[..slash] != "0")
        {
            return false;
        }

        blob = new BlobId(project, id);
        return true;
    }

    /// <summary><c>project/id</c>, with project 0 for the host.</summary>
    public override string ToString() => $"{Project}/{Id}";
}
