using System.Collections.Immutable;
using System.Net.Http.Headers;
using System.Text;

namespace Monitoring.ErrorTracking.Decoding;

/// <summary>
/// Cuts a body that is in memory already into the parts of a form (RFC 7578), without copying them. Lines end in CRLF, or in LF alone as some crash handlers
/// write them.
/// </summary>
internal static class MultipartBody
{
    private const int MaxBoundary = 200;
    private const int MaxHeaderBytes = 16 * 1024;

    /// <summary>Reads the parts that have a name.</summary>
    /// <param name="body">The whole body.</param>
    /// <param name="contentType">Its media type, which says the boundary.</param>
    /// <param name="maxParts">The most parts.</param>
    /// <param name="parts">The parts, in order.</param>
    public static MultipartFault Read(ReadOnlyMemory<byte> body, string? contentType, int maxParts, out ImmutableArray<MultipartPart> parts)
    {
        parts = [];
        if (BoundaryOf(contentType) is not { } boundary || !TryFindDelimiter(body.Span, boundary, 0, out _, out var position))
        {
            return MultipartFault.Malformed;
        }

        var found = ImmutableArray.CreateBuilder<MultipartPart>();
        for (var count = 0; !body.Span[position..].StartsWith("--"u8); count++)
        {
            if (count == maxParts)
            {
                return MultipartFault.TooManyParts;
            }

            if (!TrySkipLine(body.Span, ref position) || !TryReadHeaders(body.Span, ref position, out var disposition, out var type)
                || !TryFindDelimiter(body.Span, boundary, position, out var end, out var next))
            {
                return MultipartFault.Malformed;
            }

            if (disposition.Name is { Length: > 0 } name)
            {
                found.Add(new MultipartPart { Name = name, FileName = disposition.FileName, ContentType = type, Content = body[position..end] });
            }

            position = next;
        }

        parts = found.ToImmutable();
        return MultipartFault.None;
    }

    private static byte[]? BoundaryOf(string? contentType)
    {
        if (!MediaTypeHeaderValue.TryParse(contentType, out var parsed))
        {
            return null;
        }

        var text = parsed.Parameters.FirstOrDefault(parameter => parameter.Name.Equals("boundary", StringComparison.OrdinalIgnoreCase))?.Value?.Trim('"');
        return text is { Length: > 0 and <= MaxBoundary } ? Encoding.UTF8.GetBytes("--" + text) : null;
    }

    /// <summary>Finds the next boundary that begins a line.</summary>
    /// <param name="body">The body.</param>
    /// <param name="boundary">The boundary with its two dashes.</param>
    /// <param name="start">Where to look from.</param>
    /// <param name="end">Where the content before it ends.</param>
    /// <param name="next">What follows it.</param>
    private static bool TryFindDelimiter(ReadOnlySpan<byte> body, ReadOnlySpan<byte> boundary, int start, out int end, out int next)
    {
        end = 0;
        for (next = start; body[next..].IndexOf(boundary) is var offset and >= 0; next += offset + 1)
        {
            var at = next + offset;
            if ((at > 0 && body[at - 1] != (byte)'\n') || !EndsAt(body, at + boundary.Length))
            {
                continue;
            }

            // The line break before a boundary belongs to it.
            end = at > start ? at - 1 : at;
            end -= end > start && body[end - 1] == (byte)'\r' ? 1 : 0;
            next = at + boundary.Length;
            return true;
        }

        return false;
    }

    /// <summary>Whether a boundary ends here and is not the beginning of a longer line.</summary>
    private static bool EndsAt(ReadOnlySpan<byte> body, int position) =>
        position == body.Length || body[position] is (byte)'\r' or (byte)'\n' or (byte)' ' or (byte)'\t' || body[position..].StartsWith("--"u8);

    /// <summary>Goes behind the line break after a boundary; blanks may stand before it.</summary>
    private static bool TrySkipLine(ReadOnlySpan<byte> body, ref int position)
    {
        var length = body[position..].IndexOf((byte)'\n');
        if (length < 0 || body.Slice(position, length).ContainsAnyExcept((byte)' ', (byte)'\t', (byte)'\r'))
        {
            return false;
        }

        position += length + 1;
        return true;
    }

    private static bool TryReadHeaders(ReadOnlySpan<byte> body, ref int position, out FieldDisposition disposition, out string? type)
    {
        disposition = default;
        type = null;
        var rest = MaxHeaderBytes;
        while (true)
        {
            var length = body[position..].IndexOf((byte)'\n');
            if (length < 0 || (rest -= length) < 0)
            {
                return false;
            }

            var line = body.Slice(position, length);
            line = line.EndsWith("\r"u8) ? line[..^1] : line;
            position += length + 1;
            if (line.IsEmpty)
            {
                return true;
            }

            Read(Encoding.UTF8.GetString(line), ref disposition, ref type);
        }
    }

    private static void Read(string line, ref FieldDisposition disposition, ref string? type)
    {
        var colon = line.IndexOf(':', StringComparison.Ordinal);
        if (colon <= 0)
        {
            return;
        }

        var value = line[(colon + 1)..].Trim();
        if (line.AsSpan(0, colon).Equals("content-disposition", StringComparison.OrdinalIgnoreCase))
        {
            disposition = FieldDisposition.Read(value);
        }
        else if (line.AsSpan(0, colon).Equals("content-type", StringComparison.OrdinalIgnoreCase))
        {
            type = value;
        }
    }
}
