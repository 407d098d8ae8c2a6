using System.Collections.Immutable;
using System.Text;

namespace Monitoring.TestData.Envelopes;

/// <summary>A generated envelope that keeps the format's rules.</summary>
/// <param name="Header">The JSON of its header.</param>
/// <param name="Items">Its items.</param>
public sealed record GeneratedEnvelope(string Header, ImmutableArray<GeneratedItem> Items)
{
    /// <summary>The bytes of the envelope.</summary>
    public byte[] ToBytes()
    {
        using var output = new MemoryStream();
        output.Write(Encoding.UTF8.GetBytes(Header));
        foreach (var item in Items)
        {
            output.WriteByte((byte)'\n');
            output.Write(Encoding.UTF8.GetBytes(item.Header));
            output.WriteByte((byte)'\n');
            output.Write(item.Payload);
        }

        return output.ToArray();
    }

    /// <inheritdoc/>
    public override string ToString() => Encoding.UTF8.GetString(ToBytes());
}
