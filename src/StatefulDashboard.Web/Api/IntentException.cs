namespace StatefulDashboard.Web.Api;

/// <summary>What a program sent is no intent; the message says what is wrong with it.</summary>
public sealed class IntentException(string message) : Exception(message);
