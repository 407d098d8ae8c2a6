using System.Text;

namespace Monitoring.ErrorTracking.Grouping.Parameterization;

/// <summary>
/// Replaces what changes from one occurrence of a message to the next - numbers, dates, addresses, ids - by what it is, such as <c>&lt;int&gt;</c>.
/// </summary>
/// <remarks>Pure and independent of culture. Takes time in proportion to the text, whatever is in it.</remarks>
internal static class MessageParameterizer
{
    /// <summary>Masks the first two lines that are not blank.</summary>
    public static string Parameterize(string text, MaskingMode mode) => Mask(FirstLines.Of(text), mode);

    /// <summary>Masks a text.</summary>
    /// <returns>The same object when there is nothing to mask.</returns>
    public static string Mask(string text, MaskingMode mode)
    {
        StringBuilder? masked = null;
        var matcher = new ValueMatcher(text, mode);
        var copied = 0;
        for (var i = 0; i < text.Length;)
        {
            var length = matcher.Match(i, out var name);
            if (length == 0)
            {
                i = matcher.NextStart(i);
                continue;
            }

            masked ??= new StringBuilder(text.Length);
            masked.Append(text, copied, i - copied).Append('<').Append(name).Append('>');
            copied = i += length;
        }

        return masked is null ? text : masked.Append(text, copied, text.Length - copied).ToString();
    }
}
