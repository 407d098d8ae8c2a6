using Monitoring.Architecture.Tests.Examples.Signatures;

namespace Monitoring.Architecture.Tests.Examples.Bodies;

internal static class UsesInBody
{
    public static object Make() => new UsesInSignature();
}
