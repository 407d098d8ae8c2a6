using System.Buffers;
using System.Globalization;
using System.Net.Mime;

namespace Monitoring.ErrorTracking.Attachments.Intake;

/// <summary>Makes what senders call their attachments harmless.</summary>
internal static class AttachmentNames
{
    public const string DefaultType = "event.attachment";
    public const string DefaultContentType = MediaTypeNames.Application.Octet;

    private const string Nameless = "attachment";
    private const int MaxType = 64;
    private const int MaxContentType = 200;

    private static readonly SearchValues<char> TypeCharacters = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789._-");

    /// <summary>The last part of a path, without control signs and signs that turn the direction of a text; no more than <see cref="Attachment.MaxNameLength"/>.</summary>
    public static string Name(string? name)
    {
        var text = Texts.WellFormed(name ?? "");
        text = text[(text.AsSpan().LastIndexOfAny('/', '\\') + 1)..];
        text = string.Concat(text.Where(IsShown)).Trim().Trim('.').Trim();
        return text.Length == 0 ? Nameless : Shorten(text);
    }

    /// <summary>The role of an attachment; <see cref="DefaultType"/> when it is none that could be one.</summary>
    public static string Type(string? type) =>
        type is { Length: > 0 and <= MaxType } && !type.AsSpan().ContainsAnyExcept(TypeCharacters) ? type : DefaultType;

    /// <summary>A media type without anything in it that could end a header.</summary>
    public static string ContentType(string? type) =>
        type is { Length: > 0 and <= MaxContentType } && type.All(sign => sign is >= ' ' and <= '~')
        && System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(type, out var parsed) && parsed.MediaType is { } media
            ? parsed.CharSet is { Length: > 0 } charset ? $"{media}; charset={charset}" : media
            : DefaultContentType;

    private static bool IsShown(char sign) => char.GetUnicodeCategory(sign) is not
        (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    /// <summary>Keeps the extension.</summary>
    private static string Shorten(string name)
    {
        if (name.Length <= Attachment.MaxNameLength)
        {
            return name;
        }

        const int longestExtension = 20;
        var dot = name.LastIndexOf('.');
        var extension = dot > 0 && name.Length - dot <= longestExtension ? name[dot..] : "";
        return Texts.WellFormed(string.Concat(name.AsSpan(0, Attachment.MaxNameLength - extension.Length), extension));
    }
}
