namespace Yunhepan.FeedBot.Hosting;

/// <summary>Thrown if the service cannot start; the message is one line for the operator that says what and where.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
