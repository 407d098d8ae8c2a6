namespace Monitoring.Architecture.Tests.Namespaces;

/// <summary>A type of one namespace that uses a type of another namespace of the same assembly.</summary>
internal sealed record NamespaceUse(string From, string To, string FromType, string ToType)
{
    public override string ToString() => $"{From} -> {To} ({FromType} uses {ToType})";
}
