using System.Text;
using Monitoring.Storage.Blobs;

namespace Monitoring.Storage.Transfer;

/// <summary>Pages of all blobs.</summary>
internal static class BlobCursors
{
    private const string Scope = "all blobs";

    /// <summary>The blob that the page before ended with; <see langword="null"/> for the first page.</summary>
    public static BlobId? Read(string? cursor)
    {
        if (Cursor.Read(cursor, Scope) is not { } bytes)
        {
            return null;
        }

        return BlobId.TryParse(Encoding.ASCII.GetString(bytes), out var id) ? id : throw new InvalidCursorException();
    }

    /// <summary>A page of what was found, one more than it may hold if there are more.</summary>
    public static Page<BlobInfo> ToPage(IReadOnlyList<BlobInfo> found, int limit) => new()
    {
        Items = [.. found.Take(limit)],
        Next = found.Count > limit ? Cursor.Write(Scope, Encoding.ASCII.GetBytes(found[limit - 1].Id.ToString())) : null,
    };
}
