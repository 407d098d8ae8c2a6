using System.Globalization;

namespace Monitoring.Storage.Transfer;

/// <summary>The places of an export that are keys of several fields.</summary>
internal static class ExportPlaces
{
    public static string Write(params ReadOnlySpan<string> fields) => string.Join(' ', fields);

    public static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>The fields of a place; <see langword="null"/> stays so.</summary>
    /// <exception cref="InvalidCursorException">There are other ones.</exception>
    public static string[]? Read(string? place, int fields)
    {
        if (place is null)
        {
            return null;
        }

        var read = place.Split(' ');
        return read.Length == fields ? read : throw new InvalidCursorException();
    }

    public static long Number(string field) =>
        long.TryParse(field, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new InvalidCursorException();

    public static Guid Guid(string field) => System.Guid.TryParseExact(field, "N", out var guid) ? guid : throw new InvalidCursorException();

    public static byte[] Bytes(string field)
    {
        try
        {
            return Convert.FromHexString(field);
        }
        catch (FormatException)
        {
            throw new InvalidCursorException();
        }
    }
}
