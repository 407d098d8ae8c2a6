using System.Buffers;
using System.Numerics;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using Monitoring.ErrorTracking.Json;

namespace Monitoring.ErrorTracking.Scrubbing.Patterns;

/// <summary>
/// Where in the bytes of an event keys, tokens, credentials and URLs may begin, found in one vectorised pass over all of it, so that texts without any are not
/// looked at one by one. What is found here is no finding yet: the finders decide.
/// </summary>
/// <remarks>
/// What is looked for is ASCII that JSON can hide only behind <c>\u</c> (and a slash behind a backslash, which is looked for too); a text in which such an escape
/// hides a character of a sign must be taken as one with everything. Escapes of other characters, which some serialisers write for every quote and bracket,
/// hide nothing. Texts are asked about from the first to the last.
/// </remarks>
internal sealed class SignPosts(SignTable table)
{
    private const int EscapeLength = 6;

    /// <summary>What the finders' first looks are for: words, and the signs that <see cref="TextSigns"/> tells of.</summary>
    private static readonly SearchValues<char> SignCharacters = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-. :/@=");

    private readonly List<int> _secrets = [];
    private readonly List<int> _urls = [];
    private readonly List<int> _veils = [];
    private bool _isInOrder = true;
    private int _secret;
    private int _url;
    private int _veil;

    /// <summary>Goes over an event.</summary>
    /// <remarks>
    /// Signs are asked for at the beginning of each word: at a letter, digit or underscore behind something else, and two places behind a backslash, because the
    /// letter of an escape such as <c>\n</c> belongs to no word.
    /// </remarks>
    public void Read(ReadOnlySpan<byte> json)
    {
        ref var start = ref MemoryMarshal.GetReference(json);
        var wordBefore = 0u;
        var escapeBefore = 0u;
        var position = 0;
        for (; position + Vector256<byte>.Count < json.Length; position += Vector256<byte>.Count)
        {
            var block = Vector256.LoadUnsafe(ref start, (nuint)position);
            var next = Vector256.LoadUnsafe(ref start, (nuint)position + 1);
            var isLetter = Vector256.LessThan((block | Vector256.Create((byte)0x20)) - Vector256.Create((byte)'a'), Vector256.Create((byte)26));
            var isDigit = Vector256.LessThan(block - Vector256.Create((byte)'0'), Vector256.Create((byte)10));
            var isEscape = Vector256.Equals(block, Vector256.Create((byte)'\\'));
            var words = (isLetter | isDigit | Vector256.Equals(block, Vector256.Create((byte)'_'))).ExtractMostSignificantBits();
            var escapes = isEscape.ExtractMostSignificantBits();
            var starts = table.MayBeAt(block, next).ExtractMostSignificantBits() & words & (~((words << 1) | wordBefore) | (escapes << 2) | escapeBefore);
            wordBefore = words >> 31;
            escapeBefore = escapes >> 30;
            for (; starts != 0; starts &= starts - 1)
            {
                Ask(json, position + BitOperations.TrailingZeroCount(starts));
            }

            var isUrl = Vector256.Equals(block, Vector256.Create((byte)':'))
                & (Vector256.Equals(next, Vector256.Create((byte)'/')) | Vector256.Equals(next, Vector256.Create((byte)'\\')));
            var isVeil = isEscape & Vector256.Equals(next, Vector256.Create((byte)'u'));
            var isKey = Vector256.Equals(block, Vector256.Create((byte)'-')) & Vector256.Equals(next, Vector256.Create((byte)'-'));
            for (var others = (isUrl | isVeil | isKey).ExtractMostSignificantBits(); others != 0; others &= others - 1)
            {
                AskForOthers(json, position + BitOperations.TrailingZeroCount(others));
            }
        }

        for (; position < json.Length; position++)
        {
            Ask(json, position);
            AskForOthers(json, position);
        }

        if (!_isInOrder)
        {
            _secrets.Sort();
        }
    }

    /// <summary>Whether a key, token or credential may begin within a text. Asked for rising offsets.</summary>
    public bool HasSecret(int start, int end) => Has(_secrets, ref _secret, start, end);

    /// <summary>Whether any text has such an escape.</summary>
    public bool HasAnyVeil => _veils.Count > 0;

    /// <summary>Whether a URL is within a text. Asked for rising offsets.</summary>
    public bool HasUrl(int start, int end) => Has(_urls, ref _url, start, end);

    /// <summary>Whether a text has an escape that hides a character of a sign. Asked for rising offsets.</summary>
    public bool HasVeil(int start, int end) => Has(_veils, ref _veil, start, end);

    private static bool Has(List<int> posts, ref int next, int start, int end)
    {
        while (next < posts.Count && posts[next] < start)
        {
            next++;
        }

        return next < posts.Count && posts[next] < end;
    }

    /// <summary>Asks whether a URL, an escape or a key in text form begins here.</summary>
    private void AskForOthers(ReadOnlySpan<byte> json, int position)
    {
        var text = json[position..];
        if (text[0] == (byte)':' && (text.StartsWith("://"u8) || text.StartsWith(":\\/"u8) || text.StartsWith(":/\\"u8)))
        {
            _urls.Add(position);
        }
        else if (text[0] == (byte)'-' && text.StartsWith("-----BEGIN "u8))
        {
            AddSecret(position);
        }
        else if (text.StartsWith("\\u"u8))
        {
            AddEscape(json, position);
        }
    }

    /// <summary>Looks at an escape for a character that signs are made of, and asks for a sign behind it.</summary>
    private void AddEscape(ReadOnlySpan<byte> json, int position)
    {
        if (!JsonText.TryReadCodeUnit(json[position..], out var unit) || SignCharacters.Contains(unit))
        {
            _veils.Add(position);
        }

        if (position + EscapeLength < json.Length)
        {
            Ask(json, position + EscapeLength);
        }
    }

    private void Ask(ReadOnlySpan<byte> json, int position)
    {
        if (table.IsAt(json, position))
        {
            AddSecret(position);
        }
    }

    private void AddSecret(int position)
    {
        _isInOrder &= _secrets.Count == 0 || _secrets[^1] <= position;
        _secrets.Add(position);
    }
}
