using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>
/// Generates updates that are not as Telegram documents them, from a fixed seed: values of other types, missing and unknown members, numbers
/// out of range, deep nesting, broken characters, long texts, buttons of others.
/// </summary>
/// <param name="chats">The numbers of chats that exist.</param>
/// <param name="inside">An address of the private network, which the texts name.</param>
internal sealed class MalformedUpdates(int seed, IReadOnlyList<long> chats, string inside)
{
    private static readonly string[] Kinds =
    [
        """ "message":{"message_id":7,"date":1796000000,"chat":@chat,"from":@from,"text":@text} """,
        """ "message":{"message_id":7,"date":1796000000,"chat":@chat,"from":@from,"text":@text,"entities":[{"type":"text_link","offset":0,"length":2,"url":@url},{"type":"bot_command","offset":0,"length":5}]} """,
        """ "edited_message":{"message_id":7,"date":1796000000,"edit_date":1796000001,"chat":@chat,"from":@from,"text":@text} """,
        """ "message":{"message_id":7,"date":1796000000,"chat":@chat,"from":@from,"caption":@text,"photo":[{"file_id":"a","file_unique_id":"b","width":9,"height":9}],"media_group_id":"5"} """,
        """ "message":{"message_id":7,"date":1796000000,"chat":@chat,"from":@from,"document":{"file_id":"a","file_unique_id":"b","file_name":"x.opml","mime_type":"text/x-opml","file_size":99}} """,
        """ "message":{"message_id":7,"date":1796000000,"chat":@group,"from":@from,"text":@text,"message_thread_id":5,"is_topic_message":true,"sender_chat":@group} """,
        """ "message":{"message_id":7,"date":1796000000,"chat":@chat,"from":@from,"chat_shared":{"request_id":1,"chat_id":-1001,"title":"x"}} """,
        """ "message":{"message_id":7,"date":1796000000,"chat":@group,"from":@from,"migrate_to_chat_id":-1002} """,
        """ "message":{"message_id":7,"date":1796000000,"chat":@chat,"from":@from,"location":{"latitude":1.5,"longitude":2.5},"venue":{"title":"a","address":"b","location":{"latitude":1.5,"longitude":2.5}}} """,
        """ "channel_post":{"message_id":7,"date":1796000000,"chat":@group,"sender_chat":@group,"text":@text} """,
        """ "callback_query":{"id":"1","from":@from,"chat_instance":"2","data":@data,"message":{"message_id":3,"date":1796000000,"chat":@chat,"from":{"id":110201543,"is_bot":true,"first_name":"bot"},"text":"a"}} """,
        """ "callback_query":{"id":"1","from":@from,"chat_instance":"2","data":@data,"message":{"message_id":3,"date":0,"chat":@group}} """,
        """ "callback_query":{"id":"1","from":@from,"chat_instance":"2","data":@data,"inline_message_id":"x"} """,
        """ "my_chat_member":{"chat":@group,"from":@from,"date":1796000000,"old_chat_member":{"user":@from,"status":"left"},"new_chat_member":{"user":@from,"status":"kicked","until_date":0}} """,
        """ "inline_query":{"id":"1","from":@from,"query":@text,"offset":"1"} """,
        """ "poll":{"id":"1"},"business_message":{"message_id":1},"unknown_kind":{"a":[1,2,{"b":null}]} """,
    ];

    private static readonly string[] Words =
    [
        "/start", "/follow 健康", "关注 健康 +高考 -/x{1000}{1000}/", "/unfollow all", "/mute 2小时", "/quiet 99:99", "/digest 8:00", "/format {{ a | b }}", "/filter 健康 +/(a+)+$/", "/search 停水 -x",
        "/language 火星文", "/settings", "/list", "/latest 99999999999", "/why", "/feed", "/add", "/sources 1", "/mydata erase", "/approve 1", "/manage", "/undo 7", "/word 停电", "设置", "訂閱 健康",
        "/start w-", "/start c_health", "/zone ../../etc/passwd", "/limit -1", "你好", "?", "\u200b", "\u202e/follow", "a\u0000b", "/word a\u0000b", "/follow\u0000", "👨‍👩‍👧‍👦", "e\u0301\u0301\u0301", "' OR 1=1 --", "<b>&lt;",
    ];

    private static readonly string[] Pressed =
    [
        "follow c_health", "toggle c_health", "unfollow all yes", "mydata erase yes", "approve 1 yes", "add 1 all", "add 999999999999999999 no", "in -1001 settings", "in 5 unfollow all yes", "undo 3", "read AAAA", "less AAAA x",
        "format t9 p9", "sources 5 remove", "filter x x+AAAAAAAA", "topics 99", "list -5", "quiet", "push all", "language zz", "", " ", "\u0000", new('x', 300), "资料", "start w-\u0000", "import 1 all",
    ];

    private static readonly string[] Odd =
    [
        "null", "true", "0", "-1", "2147483648", "-9223372036854775808", "9223372036854775807", "99999999999999999999999", "1.5", "1e400", "-0", "\"\"", "\"x\"", "\"7\"", "[]", "{}", "[[[[]]]]", "[null]", "[{}]", "{\"id\":1}",
        "253402300800", "-62135596801", "\"\\u0000\"", "\"supergroup\"", "\"kicked\"",
    ];

    private readonly Random _random = new(seed);

    /// <param name="number">The number of the update, which a few do not state.</param>
    /// <param name="mayBreak">True if it may be no JSON at all.</param>
    public string Next(int number, bool mayBreak)
    {
        var text = $$"""{"update_id":{{number.ToString(CultureInfo.InvariantCulture)}},{{Fill(Pick(Kinds))}}}""";
        var json = JsonNode.Parse(text)!.AsObject();
        for (var changes = _random.Next(6) == 0 ? 0 : _random.Next(1, 6); changes > 0; changes--)
            Change(json);
        if (!json.ContainsKey("update_id") || _random.Next(100) > 0)
            json["update_id"] = number;
        text = json.ToJsonString();
        return _random.Next(5) == 0 ? Distort(text, mayBreak) : text;
    }

    private string Fill(string kind) => kind
        .Replace("@chat", Chat("private"), StringComparison.Ordinal).Replace("@group", Chat("supergroup"), StringComparison.Ordinal)
        .Replace("@from", $$"""{"id":{{Any(chats)}},"is_bot":false,"first_name":"A","language_code":"zh"}""", StringComparison.Ordinal)
        .Replace("@text", Quoted(Text()), StringComparison.Ordinal).Replace("@data", Quoted(Pick(Pressed)), StringComparison.Ordinal)
        .Replace("@url", Quoted(inside), StringComparison.Ordinal);

    private string Chat(string type) => $$"""{"id":{{Any(chats).ToString(CultureInfo.InvariantCulture)}},"type":"{{type}}","title":"群{{new string('长', _random.Next(30) == 0 ? 3000 : 1)}}"}""";

    private string Text() => _random.Next(12) switch
    {
        0 => inside,
        1 => $"看 {inside} 吧",
        2 => new string(Pick(Words)[0], 5000),
        3 => Pick(Words) + " " + string.Concat(Enumerable.Repeat(Pick(Words) + "\n", 60)),
        _ => Pick(Words),
    };

    private void Change(JsonNode root)
    {
        List<JsonNode> all = [];
        Collect(root, all);
        switch (all[_random.Next(all.Count)])
        {
            case JsonObject { Count: > 0 } members:
                var name = members.ElementAt(_random.Next(members.Count)).Key;
                if (_random.Next(4) == 0)
                    members.Remove(name);
                else
                    members[_random.Next(6) == 0 ? "unknown_" + name : name] = Value();
                break;
            case JsonArray { Count: > 0 } items:
                items[_random.Next(items.Count)] = Value();
                break;
        }
    }

    private JsonNode? Value() => JsonNode.Parse(Pick(Odd));

    private static void Collect(JsonNode? node, List<JsonNode> all)
    {
        if (node is JsonObject or JsonArray)
            all.Add(node);
        foreach (var child in node switch { JsonObject members => members.Select(m => m.Value), JsonArray items => items, _ => [] })
            Collect(child, all);
    }

    // What a tree of JSON cannot express.
    private string Distort(string text, bool mayBreak) => _random.Next(mayBreak ? 10 : 7) switch
    {
        0 => text.Replace("\"text\":\"", "\"text\":\"\\ud83d", StringComparison.Ordinal),
        1 => text.Replace("\"first_name\":", "\"first_name\":\"\\udc00\",\"last_name\":", StringComparison.Ordinal),
        2 => text[..^1] + ",\"\\ud800\":1}",
        3 => "{\"\\udc00\":[]," + text[1..],
        4 => text[..^1] + ",\"deep\":" + new string('[', 300) + new string(']', 300) + "}",
        5 => text[..^1] + ",\"message\":7,\"message\":{\"message_id\":1}}",
        6 => text[..^1] + string.Concat(Enumerable.Range(0, 200).Select(i => $",\"m{i}\":\"{i}\"")) + "}",
        7 => text[..(text.Length / 2)],
        8 => text + "}]",
        _ => Encoding.UTF8.GetString([0xEF, 0xBB, 0xBF, 0, 255, 254]) + text,
    };

    private static string Quoted(string text) => JsonValue.Create(text).ToJsonString();

    private string Pick(string[] all) => all[_random.Next(all.Length)];

    private long Any(IReadOnlyList<long> all) => all[_random.Next(all.Count)];
}
