using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Platforms;

namespace Yunhepan.FeedBot.Tests.Architecture;

/// <summary>A log line is a sentence: what it shows of a type is what the type says of itself, not the names of its members.</summary>
public sealed class LogWordTests
{
    private const BindingFlags All =
        BindingFlags.NonPublic | BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;

    [Fact]
    public void No_message_of_the_log_shows_the_generated_text_of_a_type()
    {
        var host = typeof(Hosting.FeedBotHost).Assembly;
        var messages = host.GetReferencedAssemblies().Where(a => a.Name!.StartsWith("Yunhepan.", StringComparison.Ordinal)).Select(Assembly.Load).Append(host)
            .SelectMany(a => a.GetTypes()).SelectMany(t => t.GetMethods(All)).Where(m => m.GetCustomAttribute<LoggerMessageAttribute>() is not null).ToList();

        Assert.True(messages.Count > 50);
        Assert.Empty(messages.SelectMany(m => m.GetParameters(), (m, p) => (m.Name, Type: Nullable.GetUnderlyingType(p.ParameterType) ?? p.ParameterType))
            .Where(p => !IsWords(p.Type)).Select(p => $"{p.Name}: {p.Type.Name}"));
    }

    public static TheoryData<SendResult, string> Results => new()
    {
        { new SendResult.MessageGone("message to edit not found"), "there is no message to change any more (message to edit not found)" },
        { new SendResult.ChatGone("bot was blocked"), "the chat cannot be reached (bot was blocked)" },
        { new SendResult.Throttled(TimeSpan.FromSeconds(3), WholeAccount: true), "the platform lets the whole account wait for 3 s" },
        { new SendResult.Unknown("no answer in time"), "no answer, so it may have arrived (no answer in time)" },
    };

    [Theory]
    [MemberData(nameof(Results))]
    public void What_became_of_a_message_is_a_sentence(SendResult result, string sentence) => Assert.Equal(sentence, result.ToString());

    private static bool IsWords(Type type) =>
        type.IsPrimitive || type.IsEnum || type == typeof(string) || typeof(Exception).IsAssignableFrom(type) || typeof(ILogger).IsAssignableFrom(type)
        // The logger joins texts with commas.
        || typeof(IEnumerable<string>).IsAssignableFrom(type)
        || (type.GetMethod(nameof(ToString), Type.EmptyTypes) is { } own && own.DeclaringType != typeof(object) && own.DeclaringType != typeof(ValueType)
            && own.GetCustomAttribute<CompilerGeneratedAttribute>() is null);
}
