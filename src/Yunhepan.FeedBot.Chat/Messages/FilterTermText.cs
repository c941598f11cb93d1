using Yunhepan.FeedBot.Alerts.Subscribers.Matching;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Messages;

/// <summary>Shows the words of filters to their readers: <c>“高考”（标题）</c>.</summary>
internal static class FilterTermText
{
    private const int MaxWord = 20;

    public static string Show(string term, ChatTexts texts)
    {
        var (field, word) = FilterTerm.Parse(term);
        var quoted = texts.Quote(ChatText.Shorten(word, MaxWord));
        return field == FilterField.Anywhere ? quoted : texts.Filter.InField(quoted, field);
    }

    public static string Show(IEnumerable<string> terms, ChatTexts texts) =>
        string.Join(texts.Alert.QuotedComma, terms.Select(term => Show(term, texts)));
}
