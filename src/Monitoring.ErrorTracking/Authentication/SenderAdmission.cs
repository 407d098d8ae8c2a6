using Monitoring.Projects;

namespace Monitoring.ErrorTracking.Authentication;

/// <summary>A sender that was let in with its key and project, or why it was not.</summary>
internal readonly record struct SenderAdmission(AuthFault Fault, Project? Project = null, ClientKey? Key = null);
