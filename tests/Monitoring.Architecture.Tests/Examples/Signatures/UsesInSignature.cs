using Monitoring.Architecture.Tests.Examples.Bodies;

namespace Monitoring.Architecture.Tests.Examples.Signatures;

internal sealed class UsesInSignature
{
    public static Named? Find() => null;
}
