using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace Monitoring.ErrorTracking.Scrubbing.Passes;

/// <summary>What is put in place of parts of a JSON text.</summary>
internal sealed class ScrubEdits
{
    private readonly List<Edit> _edits = [];
    private ArrayBufferWriter<byte>? _texts;

    public int Count => _edits.Count;

    public bool IsEmpty => _edits.Count == 0;

    /// <summary>Puts a string in place of a value or a name.</summary>
    public void PutText(int start, int end, string text)
    {
        var texts = Texts();
        var from = texts.WrittenCount;
        texts.Write("\""u8);

        // By way of UTF-8, because a rule may have torn a pair of surrogates apart.
        texts.Write(JsonEncodedText.Encode(Encoding.UTF8.GetBytes(text), JavaScriptEncoder.UnsafeRelaxedJsonEscaping).EncodedUtf8Bytes);
        texts.Write("\""u8);
        _edits.Add(new Edit(start, end, from, texts.WrittenCount - from));
    }

    /// <summary>Puts bytes in place of others.</summary>
    public void Put(int start, int end, ReadOnlySpan<byte> bytes)
    {
        var texts = Texts();
        _edits.Add(new Edit(start, end, texts.WrittenCount, bytes.Length));
        texts.Write(bytes);
    }

    /// <summary>The text with what was put in.</summary>
    public byte[] Apply(ReadOnlySpan<byte> source)
    {
        _edits.Sort((left, right) => left.Start.CompareTo(right.Start));
        var length = source.Length + _edits.Sum(edit => edit.Length - (edit.End - edit.Start));
        var result = GC.AllocateUninitializedArray<byte>(length);
        var texts = Texts().WrittenSpan;
        var rest = result.AsSpan();
        var done = 0;
        foreach (var edit in _edits)
        {
            source[done..edit.Start].CopyTo(rest);
            rest = rest[(edit.Start - done)..];
            texts.Slice(edit.From, edit.Length).CopyTo(rest);
            rest = rest[edit.Length..];
            done = edit.End;
        }

        source[done..].CopyTo(rest);
        return result;
    }

    private ArrayBufferWriter<byte> Texts() => _texts ??= new ArrayBufferWriter<byte>();

    private readonly record struct Edit(int Start, int End, int From, int Length);
}
