using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Monitoring.Signals;

/// <summary>Declares a kind of signal. Register each as a <see cref="SignalType"/> service.</summary>
/// <typeparam name="T">The type of the signals.</typeparam>
public sealed class SignalType<T> : SignalType
    where T : class, ISignal
{
    private readonly JsonTypeInfo<T> _json;

    /// <summary>Declares a kind of signal.</summary>
    /// <param name="name">The name in the store, unique and never changed.</param>
    /// <param name="json">How it is written; from a source-generated context.</param>
    public SignalType(string name, JsonTypeInfo<T> json)
        : base(name)
    {
        ArgumentNullException.ThrowIfNull(json);
        _json = json;
    }

    /// <inheritdoc/>
    public override Type Type => typeof(T);

    /// <summary>Writes a signal as UTF-8 JSON.</summary>
    public ReadOnlyMemory<byte> Serialize(T signal) => JsonSerializer.SerializeToUtf8Bytes(signal, _json);

    /// <summary>Reads a signal.</summary>
    /// <exception cref="MonitoringException">The bytes are not a signal of this kind.</exception>
    public T Deserialize(ReadOnlyMemory<byte> body)
    {
        try
        {
            return JsonSerializer.Deserialize(body.Span, _json) ?? throw new JsonException("null");
        }
        catch (JsonException exception)
        {
            throw new MonitoringException($"A stored '{Name}' signal cannot be read.", exception);
        }
    }
}
