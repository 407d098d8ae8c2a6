namespace Monitoring.ErrorTracking.Authentication;

/// <summary>What a sender says about itself, or what is wrong with that.</summary>
internal readonly record struct SenderCredential(AuthFault Fault, PublicKey Key = default, string? Client = null)
{
    /// <summary>The key of another place together with this one: the same key is no news, another one is a fault.</summary>
    public SenderCredential With(SenderCredential other)
    {
        if (Fault == AuthFault.Missing || other.Fault == AuthFault.Missing)
        {
            return Fault == AuthFault.Missing ? other : this;
        }

        if (Fault != AuthFault.None || other.Fault != AuthFault.None)
        {
            return Fault != AuthFault.None ? this : other;
        }

        return Key == other.Key ? this with { Client = Client ?? other.Client } : new SenderCredential(AuthFault.Conflicting);
    }
}
