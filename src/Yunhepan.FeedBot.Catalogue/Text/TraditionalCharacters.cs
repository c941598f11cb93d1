using System.Buffers;
using System.Collections.Frozen;
using System.Text;

namespace Yunhepan.FeedBot.Catalogue.Text;

/// <summary>
/// Writes our own Chinese texts in traditional characters and in the words of Taiwan, which readers in Hong Kong know as well. It is
/// for texts that we wrote and read again; what a source said stays as it is.
/// </summary>
public static class TraditionalCharacters
{
    /// <summary>Returns a text in traditional characters; one without simplified characters as it is.</summary>
    public static string Write(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.AsSpan().IndexOfAny(Any) < 0)
            return text;
        var written = new StringBuilder(text.Length + 8);
        for (var at = 0; at < text.Length;)
        {
            var (length, words) = WordsAt(text, at);
            written.Append(words);
            at += length;
        }

        return written.ToString();
    }

    /// <summary>Returns a text of the same length, with the same words in traditional characters.</summary>
    public static string WriteLetters(string text) => string.Concat(text.Select(c => Characters.GetValueOrDefault(c, c)));

    private static (int Length, string Words) WordsAt(string text, int at)
    {
        if (Phrases.TryGetValue(text[at], out var phrases))
        {
            foreach (var (simple, words) in phrases)
            {
                if (string.CompareOrdinal(text, at, simple, 0, simple.Length) == 0)
                    return (simple.Length, words);
            }
        }

        return (1, Characters.GetValueOrDefault(text[at], text[at]).ToString());
    }

    /// <summary>
    /// Characters that are traditional too, where another one is only sometimes meant: 面 is a face more often than noodles.
    /// </summary>
    private const string Same =
        "系咬布局私具幸仿家戮克勖恤吣啕念亮吃咽向禧埯姐奸娘昆岙回吊彝佛彷德殷戚欲勤蒙舍卷捶扇拓榨捂折捻升丫谷橐梁楫台款球凼泛冱浚沈漓漤焰磷耀床呆琅佝酸愈痴症皂杯真困了炮研礴御灶篪筘藤扎弦捆彩致累才群玩翱唇豆果搜席卜麻芸姜借薯蠹蔑胡"
        + "制核注志噪狸剩交蜷逾糟挽周遁宴扣焊表哄板暗厄坂堤只沾鼗韭刮糊剃松粗曲面冬出丑准占";

    /// <summary>The usual one where a simplified character stands for several, and those that the table of pairs lacks.</summary>
    private const string Usual =
        "扬揚尽盡净淨铲鏟勋勳厕廁启啟哗譁当當啮齧采採墙牆奖獎构構掸撣历歷棂欞牦犛滟灩笺箋荡蕩竖豎钳鉗绣繡线線绷繃绱鞝纤纖缰韁脏髒铺鋪艳豔苎苧药藥莼蓴蕴蘊里裡裥襉证證谫譾赍齎赝贗酝醞钩鉤锈鏽镋钂镌鐫闲閒关關斗鬥馈饋鲇鯰鲞鯗鳄鱷䴘鷉"
        + "䴙鸊腭顎账帳汇彙钟鐘"
        + "“「”」‘『’』";

    /// <summary>Words in which another character is meant than usual, and those for which people in Taiwan have another word.</summary>
    private const string Words =
        "消息 訊息；个人信息 個人資料；信息 資訊；视频 影片；音频 音訊；互联网 網際網路；网络 網路；链接 連結；"
        + "默认 預設；设置 設定；设备 裝置；搜索 搜尋；软件 軟體；文件 檔案；加载 載入；登录 登入；服务器 伺服器；"
        + "主屏幕 主畫面；添加到主屏幕 加入主畫面；屏幕 螢幕；窗口 視窗；在线 線上；保存 儲存；数据库 資料庫；"
        + "数据 資料；密钥 金鑰；程序 程式；用户名 使用者名稱；用户 使用者；内存 記憶體；脚本 指令碼；添加 新增；"
        + "发送 傳送；联系 聯絡；屏蔽 封鎖；二维码 QR碼；账号 帳號；导出 匯出；导入 匯入；关键词 關鍵字；粘贴 貼上；"
        + "复制 複製；重复 重複；复杂 複雜；模板 範本；字符 字元；相册 相簿；邮箱 電子信箱；接口 介面；散列值 雜湊值；"
        + "推送 推播；应用 應用程式；运营者 營運者；社区 社群；提交 送出；菜单 選單；命令 指令；回复 回覆；答复 答覆；"
        + "每周 每週；一周 一週；周一 週一；周二 週二；周三 週三；周四 週四；周五 週五；周六 週六；周日 週日；"
        + "注明 註明；备注 備註；标签 標籤；日志 日誌；标志 標誌；准备 準備；标准 標準；准时 準時；合并 合併；"
        + "制作 製作；一只 一隻；头发 頭髮；关系 關係；面条 麵條；干部 幹部；才干 才幹；干什么 幹什麼；复数 複數；"
        + "占用 佔用；放松 放鬆；支持 支援；缓存 快取；自定义 自訂；私聊 私訊；为准 為準；咨询 諮詢；反复 反覆；"
        + "回调 回呼；准确 準確";

    private static readonly FrozenDictionary<char, char> Characters = SimplifiedCharacters.Forms
        .Where(forms => !Same.Contains(forms.Key, StringComparison.Ordinal)).Select(forms => (Simple: forms.Key, Usual: forms.First()))
        .ExceptBy(Usual.Chunk(2).Select(pair => pair[0]), pair => pair.Simple)
        .Concat(Usual.Chunk(2).Select(pair => (Simple: pair[0], Usual: pair[1])))
        .ToFrozenDictionary(pair => pair.Simple, pair => pair.Usual);

    // The longest comes first.
    private static readonly FrozenDictionary<char, (string Simple, string Words)[]> Phrases = Words.Split('；')
        .Select(line => line.Split(' ')).Select(pair => (Simple: pair[0], Words: pair[1])).GroupBy(pair => pair.Simple[0])
        .ToFrozenDictionary(group => group.Key, group => group.OrderByDescending(pair => pair.Simple.Length).ToArray());

    private static readonly SearchValues<char> Any = SearchValues.Create([.. Characters.Keys, .. Phrases.Keys]);
}
