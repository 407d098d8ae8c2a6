namespace Monitoring.ErrorTracking.Json;

/// <summary>What <see cref="JsonSanitizer"/> had to change.</summary>
[Flags]
internal enum JsonRepairs
{
    None = 0,

    /// <summary>Bytes that are no UTF-8 became U+FFFD.</summary>
    InvalidUtf8 = 1,

    /// <summary>Escapes of surrogates without their other half became U+FFFD.</summary>
    LoneSurrogates = 2,

    /// <summary>Control characters inside strings were escaped.</summary>
    ControlCharacters = 4,

    /// <summary>The tokens NaN, Infinity and -Infinity became strings.</summary>
    NonFiniteNumbers = 8,

    /// <summary>Containers beyond the allowed depth became null.</summary>
    TooDeep = 16,
}
