namespace Yunhepan.FeedBot.SamplePortal.Pages;

/// <summary>The one style sheet of the portal.</summary>
internal static class PortalStyle
{
    public const string Css = """
        @charset "gb2312";
        *{margin:0;padding:0}
        body{font:12px/22px "宋体",SimSun,"Noto Serif CJK SC",Arial,sans-serif;color:#444;background:#fff}
        a{color:#1e4b8f;text-decoration:none} a:hover{color:#c00;text-decoration:underline}
        ul{list-style:none} img{border:0} em,i{font-style:normal}
        .w960{width:960px;margin:0 auto} .clear{overflow:hidden;zoom:1} .fr{float:right}
        .toplogin{background:#f3f8fd;border-bottom:1px solid #cfe2f3;height:26px;line-height:26px;color:#666}
        .header{height:84px;overflow:hidden}
        .logo{float:left;width:250px;padding-top:14px}
        .logo b{display:block;font:bold 38px/42px "楷体",KaiTi,"Noto Serif CJK SC",serif;color:#c8141e;letter-spacing:4px}
        .logo i{font:11px Arial;color:#2a6ab1;letter-spacing:1px}
        .logo a:hover{text-decoration:none}
        .banner{float:right;width:690px;height:60px;margin-top:12px;line-height:60px;text-align:center;background:#ffe9a8;
            background:linear-gradient(#fff3c4,#ffcf5e);border:1px solid #e5a93b;font-size:18px}
        .banner a{color:#8a3b00} .banner em{font-size:26px;font-weight:bold;color:#c8141e;margin-right:12px}
        .banner strong{color:#d00;margin-left:12px}
        .nav{height:36px;background:#2a6ab1;background:linear-gradient(#4b93dd,#1f5796);border-bottom:3px solid #c8141e}
        .nav li{float:left;line-height:36px}
        .nav a{display:block;padding:0 21px;color:#fff;font-size:14px;font-weight:bold;border-right:1px solid #3f7fc4}
        .nav .hover a,.nav a:hover{background:#c8141e;background:linear-gradient(#ea4a4a,#b80d17);text-decoration:none;color:#fff}
        .search{height:34px;line-height:34px;background:#eef5fc;border:1px solid #cfe2f3;border-top:0;margin-bottom:8px;text-indent:12px;
            width:958px}
        .search form{float:left} .search .kw{width:160px;height:18px;border:1px solid #9dbfe0}
        .search button{padding:0 8px;height:22px;font-size:12px}
        .hotkw{float:right;padding-right:12px;color:#888} .hotkw a{color:#c00;margin-left:4px}
        .top3{margin-bottom:8px}
        .focus{float:left;width:300px;position:relative;border:1px solid #bcd6ee;padding:4px;background:#f8fbfe}
        .focus p{text-align:center;font-weight:bold;line-height:30px} .focus img{display:block}
        .focus .num{position:absolute;right:8px;top:206px}
        .num a{float:left;width:18px;height:18px;line-height:18px;text-align:center;background:#fff;border:1px solid #999;margin-left:2px}
        .num .on{background:#c8141e;color:#fff}
        .headline{float:left;width:376px;margin:0 10px;border:1px solid #bcd6ee;padding:4px 8px;height:257px;overflow:hidden;
            box-sizing:content-box}
        .headline h2{font-size:20px;line-height:34px;text-align:center} .headline h2 a{color:#c8141e}
        .headline p{line-height:20px;color:#777;border-bottom:1px dashed #bbb;padding-bottom:4px;margin-bottom:4px;height:40px;
            overflow:hidden}
        .headline li{line-height:20px;font-size:12px;height:20px;overflow:hidden} .headline li .fr{color:#999}
        .side3{float:right;width:230px} .side3 li{line-height:21px;height:21px;overflow:hidden} .side3 li:before{content:"· ";color:#c00}
        .tbox{border:1px solid #bcd6ee;margin-bottom:8px;overflow:hidden}
        .tbox dt{height:27px;line-height:27px;padding:0 10px;background:#e3effa;background:linear-gradient(#fff,#d6e8f8);
            border-bottom:1px solid #bcd6ee}
        .tbox dt strong,.tbox dt strong a{color:#1d5a9e;font-size:14px} .tbox dt>a{float:right;color:#888} .tbox dt strong{float:left}
        .tbox dd{padding:6px 10px;clear:both}
        .red{border-color:#e9b5b5} .red dt{background:linear-gradient(#fff,#fbdcdc);border-color:#e9b5b5} .red dt strong{color:#c8141e}
        .red a{color:#a8151d}
        .vote{border:1px dashed #e5a93b;background:#fffbe9;padding:6px 10px;line-height:20px;height:84px;overflow:hidden}
        .vote b{color:#c60}
        .adline{height:34px;line-height:34px;text-align:center;background:#fff7d6;border:1px solid #f0d889;width:958px;margin-bottom:8px;
            font-size:14px} .adline a{color:#c30}
        .blocks .block{float:left;width:312px;margin-right:9px;height:258px} .blocks .block:nth-child(3n){margin-right:0}
        .block .pic{height:80px;overflow:hidden;border-bottom:1px dotted #ccc;margin-bottom:4px}
        .pic img{float:left;margin-right:8px;border:1px solid #ccc;padding:1px} .pic b a{color:#c00} .pic p{color:#888;line-height:18px}
        .block td{line-height:23px} .date{color:#999;text-align:right;white-space:nowrap}
        .pleft{float:left;width:700px} .pright{float:right;width:250px}
        .place{height:30px;line-height:30px;border:1px solid #bcd6ee;background:#f3f8fd;padding:0 12px;margin-bottom:8px}
        .tablelist .t{font-size:14px} .tablelist .dots{border-bottom:1px dashed #ccc;height:1px}
        .e2 li{border-bottom:1px dashed #bbb;padding:9px 4px;overflow:hidden} .e2 .title a{font-size:14px;font-weight:bold}
        .e2 .info{display:block;color:#666} .e2 small{font-size:12px;color:#999} .e2 .intro{color:#888;line-height:20px}
        .e2 .preview{float:left;margin-right:10px;border:1px solid #ddd;padding:2px} .e2 .preview img{display:block}
        .dede_pages{overflow:hidden;padding:12px 0}
        .pagelist li{float:left;line-height:22px;margin-right:4px;border:1px solid #bcd6ee;padding:0 8px}
        .pagelist .thisclass{background:#2a6ab1;color:#fff} .pagelist .thisclass a{color:#fff}
        .rank em{float:left;width:16px;height:16px;line-height:16px;margin:3px 6px 0 0;text-align:center;background:#9ab8d6;color:#fff;
            font-size:11px} .rank .n1 em,.rank .n2 em,.rank .n3 em{background:#d8232a} .rank li{height:22px;overflow:hidden}
        .adbox{border:1px solid #a6cf8c;background:#eef9e4;text-align:center;line-height:28px;padding:10px;margin-bottom:8px;
            font-size:14px} .adbox a{color:#2d7a12} .adbox b{font-size:17px} .gold{background:#fff4d1;
            border-color:#e5b94a} .gold a{color:#a66a00}
        .arttable table[align=center]{margin:0 auto} .arttable td.content{padding:8px 12px}
        .viewbox,.arttable{border:1px solid #bcd6ee;background:#fff;margin-bottom:8px} .viewbox{padding:6px 20px 14px}
        .viewbox h1,.viewbox .title h2{font-size:22px;line-height:36px;text-align:center;color:#16457f;padding:14px 0 4px}
        .title font{line-height:34px}
        .info,.infoline{color:#777} .viewbox .info{text-align:center;line-height:28px;border-bottom:1px solid #dce9f5}
        .info small{font-size:12px;color:#999;margin-left:6px}
        .bdshare{text-align:right;color:#999;line-height:28px}
        .content{font-size:14px;line-height:27px;color:#222} .content p{margin-bottom:14px} .content img{border:1px solid #ccc;padding:3px}
        .editor{text-align:right;color:#777;line-height:30px;font-size:12px}
        .newdigg{text-align:center;padding:6px}
        .newdigg span{display:inline-block;border:1px solid #e2b35a;background:#fff8e4;color:#b45f04;padding:2px 18px;margin:0 6px}
        .licence{font-size:12px;color:#888;background:#fafafa;border:1px dashed #ddd;padding:6px 10px;line-height:20px}
        .context{padding:8px 0} .context li{line-height:24px}
        .related{border:1px solid #dce9f5;margin-bottom:10px} .related h3{font-size:14px;background:#e8f1fb;padding:2px 10px;color:#1d5a9e}
        .related ul{padding:6px 12px;overflow:hidden} .related li:before{content:"· "}
        .comment textarea{width:640px;border:1px solid #bbb} .comment p{color:#888}
        .flink dl{border:1px solid #bcd6ee;margin-top:8px} .flink dt{background:#eef5fc;padding:2px 12px} .flink dt a{float:right}
        .flink dd{padding:6px 12px} .flink dd a{display:inline-block;margin-right:14px;color:#666}
        .footer{border-top:3px solid #2a6ab1;margin-top:10px;padding:10px 0 24px;text-align:center;color:#888} .footer a{color:#555}
        .notfound{text-align:center;padding:60px 0} .notfound h1{font-size:20px;color:#c00;margin-bottom:16px}
        """;
}
