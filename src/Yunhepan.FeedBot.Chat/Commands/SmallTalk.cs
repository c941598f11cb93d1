using System.Buffers;
using System.Text;
using Yunhepan.FeedBot.Catalogue.Text;
using Yunhepan.FeedBot.Chat.Text;

namespace Yunhepan.FeedBot.Chat.Commands;

/// <summary>Recognises what people say out of courtesy, in the languages of those who come here.</summary>
internal static class SmallTalk
{
    private static readonly string[] Greetings =
    [
        "你好", "您好", "你好呀", "你好啊", "您好啊", "你们好", "大家好", "嗨", "嘿", "哈喽", "哈啰", "哈罗", "早", "早上好", "早安", "上午好",
        "中午好", "下午好", "晚上好", "晚安", "在吗", "在么", "在不在", "有人吗", "hello", "hi", "hey", "hello there", "hi there", "hey there",
        "good morning", "good afternoon", "good evening", "good day", "こんにちは", "こんばんは", "おはよう", "おはようございます",
        "はじめまして", "hola", "buenos días", "buenas tardes", "buenas noches", "buenas", "早晨", "哈囉", "在嗎", "有人嗎",
    ];

    private static readonly string[] Thanks =
    [
        "谢谢", "谢谢你", "谢谢您", "谢谢啦", "谢谢了", "多谢", "多谢了", "谢了", "谢", "感谢", "非常感谢", "十分感谢", "辛苦了", "太好了", "真棒",
        "太棒了", "thanks", "thank you", "thank you very much", "thank you so much", "thanks a lot", "many thanks", "thx", "ty", "great",
        "謝謝", "謝謝你", "謝謝您", "多謝", "謝了", "感謝", "唔該", "ありがとう", "ありがとうございます", "どうもありがとう", "どうも", "gracias",
        "muchas gracias", "mil gracias",
    ];

    private static readonly string[] Farewells =
        ["再见", "再見", "拜拜", "拜", "回头见", "下次见", "bye", "bye bye", "goodbye", "good bye", "see you", "good night", "88",
            "さようなら", "またね", "おやすみ", "おやすみなさい", "adiós", "adios", "hasta luego", "hasta pronto", "chao"];

    private static readonly string[] Courtesies =
        ["好", "好的", "好吧", "嗯", "嗯嗯", "哦", "收到", "明白", "明白了", "知道了", "了解", "行", "可以", "没事", "没关系", "ok", "okay", "fine", "cool",
            "はい", "了解", "了解です", "わかりました", "vale", "de acuerdo", "entendido", "got it", "understood", "i see", "all right", "alright"];

    private static readonly char[] Marks = [',', '.', '!', '?', '~', '，', '。', '！', '？', '～', '、', '…', ';', '；', ':', '：', '\n'];

    private static readonly SearchValues<char> AnyMark = SearchValues.Create(Marks);

    /// <summary>Returns whether the text says nothing but courtesies.</summary>
    public static bool IsOne(string text) => Parts(text) is { Count: > 0 } parts && parts.TrueForAll(part => ReplyTo(part) is not null);

    /// <summary>Returns the answer to courtesies; null if the text says something else too.</summary>
    public static CommandReply? Answer(ChatTexts texts, string text) =>
        IsOne(text) ? CommandReply.Say(ReplyTo(Parts(text)[^1])!(texts.Places), HelpCommand.Ways(texts)) : null;

    /// <summary>Returns what follows a greeting: 你好，停水了吗. Without a greeting it is the whole text.</summary>
    public static string AfterGreeting(string text)
    {
        var mark = text.AsSpan().IndexOfAny(AnyMark);
        return mark > 0 && text[(mark + 1)..].Trim() is var rest && rest.Any(char.IsLetterOrDigit)
            && Says(Greetings, Plain(text[..mark])) ? rest : text;
    }

    private static Func<PlaceTexts, string>? ReplyTo(string part) => Says(Greetings, part) ? texts => texts.Greeting
        : Says(Thanks, part) ? texts => texts.Thanks
        : Says(Farewells, part) ? texts => texts.Farewell
        : Says(Courtesies, part) ? texts => texts.Courtesy : null;

    private static bool Says(string[] words, string part) => words.Contains(part) || words.Contains(SimplifiedCharacters.Simplify(part));

    // 谢谢谢谢 is said twice and meant once.
    private static List<string> Parts(string text) =>
    [
        .. text.Length > 60 ? [] : text.Split(Marks, StringSplitOptions.RemoveEmptyEntries).Select(Plain).Where(part => part.Length > 0)
            .Select(part => part.Length % 2 == 0 && part[..(part.Length / 2)] == part[(part.Length / 2)..] && ReplyTo(part) is null
                ? part[..(part.Length / 2)] : part),
    ];

    // Pictures around the words mean the same.
    private static string Plain(string text)
    {
        try
        {
            text = text.Normalize(NormalizationForm.FormKC);
        }
        catch (ArgumentException)
        {
            // A broken character is no courtesy.
        }

        var kept = string.Concat(text.EnumerateRunes().Where(rune => Rune.IsLetterOrDigit(rune) || Rune.IsWhiteSpace(rune)));
        return string.Join(' ', Words.Split(kept)).ToLowerInvariant();
    }
}
