namespace Monitoring.Architecture.Tests.Examples.Bodies;

internal sealed class Named;
